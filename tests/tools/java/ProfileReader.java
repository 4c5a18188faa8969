import java.io.IOException;
import java.io.InputStream;
import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.ProfileDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Reads a veraPDF validation profile (the XML inside its jar) into veraPDF's own objects.
 *
 * veraPDF reads profiles with JAXB; the jar that we take it from carries no JAXB runtime, so the
 * few elements of the schema are read here with the JDK's parser. Nothing of a rule is judged or
 * left out here: an element that is missing where the schema wants it stops the reading.
 */
final class ProfileReader {
    private static final String FOLDER = "/org/verapdf/pdfa/validation/";

    private ProfileReader() {}

    /** The profile of a flavour ("3a", "ua1"), from the jar on the class path. */
    static ValidationProfile read(PDFAFlavour flavour)
            throws IOException, ParserConfigurationException, SAXException {
        String name = FOLDER + fileOf(flavour);
        try (InputStream stream = ProfileReader.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IOException("no profile " + name + " in the veraPDF jar");
            }
            return profile(root(stream), flavour);
        }
    }

    private static String fileOf(PDFAFlavour flavour) {
        return switch (flavour) {
            case PDFUA_1 -> "PDFUA-1.xml";
            case PDFUA_2 -> "PDFUA-2-ISO32005.xml";
            case WTPDF_1_0_REUSE -> "WTPDF-1-0-Reuse.xml";
            case WTPDF_1_0_ACCESSIBILITY -> "WTPDF-1-0-Accessibility.xml";
            default -> "PDFA-" + flavour.getId().toUpperCase(Locale.ROOT) + ".xml";
        };
    }

    private static Element root(InputStream stream)
            throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(stream).getDocumentElement();
    }

    private static ValidationProfile profile(Element root, PDFAFlavour flavour) throws IOException {
        String declared = root.getAttribute("flavour");
        if (!declared.equals(flavour.name())) {
            throw new IOException("profile of " + declared + " where " + flavour + " was asked");
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : children(child(root, "variables"), "variable")) {
            variables.add(variable(variable));
        }
        if (rules.isEmpty()) {
            throw new IOException("the profile of " + flavour + " has no rules");
        }
        ProfileDetails details = details(child(root, "details"));
        return Profiles.profileFromValues(
                flavour, details, text(root, "hash"), rules, variables);
    }

    private static ProfileDetails details(Element details) throws IOException {
        return Profiles.profileDetailsFromValues(
                text(details, "name"),
                text(details, "description"),
                details.getAttribute("creator"),
                date(details.getAttribute("created")));
    }

    private static Date date(String written) throws IOException {
        SimpleDateFormat day = new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT);
        day.setTimeZone(TimeZone.getTimeZone("UTC"));
        try {
            return day.parse(written);
        } catch (ParseException reason) {
            throw new IOException("a profile created on " + written, reason);
        }
    }

    private static Rule rule(Element rule) throws IOException {
        Element id = child(rule, "id");
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred =
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                deferred,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                error(child(rule, "error")),
                references(child(rule, "references")));
    }

    private static ErrorDetails error(Element error) throws IOException {
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        return Profiles.errorFromValues(text(error, "message"), arguments);
    }

    private static List<Reference> references(Element references) {
        List<Reference> found = new ArrayList<>();
        for (Element reference : children(references, "reference")) {
            found.add(Profiles.referenceFromValues(
                    reference.getAttribute("specification"), reference.getAttribute("clause")));
        }
        return found;
    }

    private static Variable variable(Element variable) throws IOException {
        return Profiles.variableFromValues(
                variable.getAttribute("name"),
                variable.getAttribute("object"),
                text(variable, "defaultValue"),
                text(variable, "value"));
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && name.equals(element.getNodeName())) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element child(Element parent, String name) throws IOException {
        List<Element> found = children(parent, name);
        if (found.size() != 1) {
            throw new IOException(
                    found.size() + " elements " + name + " in " + parent.getNodeName());
        }
        return found.get(0);
    }

    private static String text(Element parent, String name) throws IOException {
        return child(parent, name).getTextContent();
    }
}
