import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Validates PDF files with veraPDF: one JVM for many files, one JSON object a line.
 *
 * Usage: PdfCheck FLAVOUR[,FLAVOUR...], with one path a line on standard input (UTF-8). For every
 * file and flavour, in the order given, one line: file, flavour, compliant, checks, failures
 * (rule, count, message, place) and error, which says why a file could not be read at all. The
 * exit status is 0 whenever every line was written: judging the answers is for who reads them.
 */
public final class PdfCheck {
    private static final int SHOWN_FAILURES = 5;

    private PdfCheck() {}

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<PDFAFlavour, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String name : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
            if (flavour == null || flavour == PDFAFlavour.NO_FLAVOUR) {
                throw new IllegalArgumentException("unknown flavour: " + name);
            }
            profiles.put(flavour, ProfileReader.read(flavour));
        }
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String path : paths()) {
            for (Map.Entry<PDFAFlavour, ValidationProfile> entry : profiles.entrySet()) {
                out.println(check(path, entry.getKey(), entry.getValue()));
                out.flush();
            }
        }
    }

    private static List<String> paths() throws Exception {
        List<String> paths = new ArrayList<>();
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            paths.add(line);
        }
        return paths;
    }

    private static String check(String path, PDFAFlavour flavour, ValidationProfile profile) {
        StringBuilder json = new StringBuilder("{\"file\": ").append(quote(path));
        json.append(", \"flavour\": ").append(quote(flavour.getId()));
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, SHOWN_FAILURES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            json.append(", \"compliant\": ").append(result.isCompliant());
            json.append(", \"checks\": ").append(result.getTotalAssertions());
            json.append(", \"failures\": [").append(failures(result)).append("], \"error\": \"\"}");
        } catch (Exception reason) {
            json.append(", \"compliant\": false, \"checks\": 0, \"failures\": [], \"error\": ");
            json.append(quote(reason.toString())).append('}');
        }
        return json.toString();
    }

    /** One object for each rule that failed, with how often and the first place where it did. */
    private static String failures(ValidationResult result) {
        Map<RuleId, TestAssertion> first = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                first.putIfAbsent(assertion.getRuleId(), assertion);
            }
        }
        List<String> objects = new ArrayList<>();
        for (Map.Entry<RuleId, Integer> failed : result.getFailedChecks().entrySet()) {
            RuleId rule = failed.getKey();
            TestAssertion shown = first.get(rule);
            String message = shown == null ? "" : message(shown);
            String place = shown == null ? "" : shown.getLocation().getContext();
            objects.add("{\"rule\": " + quote(rule.getClause() + "-" + rule.getTestNumber())
                    + ", \"count\": " + failed.getValue()
                    + ", \"message\": " + quote(message)
                    + ", \"place\": " + quote(place) + "}");
        }
        return String.join(", ", objects);
    }

    private static String message(TestAssertion assertion) {
        String specific = assertion.getErrorMessage();
        return specific == null || specific.isBlank() ? assertion.getMessage() : specific;
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char character : text.toCharArray()) {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (character < ' ' || Character.isSurrogate(character)) {
                quoted.append(String.format("\\u%04x", (int) character));
            } else {
                quoted.append(character);
            }
        }
        return quoted.append('"').toString();
    }
}
