#!/usr/bin/env bash
# Installs the system packages that pip cannot bring, and only those that are missing.
#
#   scripts/setup-system.sh run          what the program needs: the text layout of WeasyPrint, the
#                                        dictionary of the reviewer and a Python that can make a
#                                        virtual environment
#   scripts/setup-system.sh run test     that, and the tools that the tests read documents with
#
# Debian and Ubuntu. Elsewhere, and where apt-get may not be used, it names what is missing. The
# fonts of documents are not here: they come with the project, in templates/fonts.
set -euo pipefail

missing=()

has_command() { command -v "$1" >/dev/null 2>&1; }
has_library() { PATH="$PATH:/usr/sbin:/sbin" ldconfig -p | grep -F "$1" >/dev/null; }

need_command() { has_command "$1" || missing+=("$2"); } # need_command COMMAND PACKAGE
need_file() { [ -e "$1" ] || missing+=("$2"); } # need_file PATH PACKAGE
need_library() { has_library "$1" || missing+=("$2"); } # need_library SONAME PACKAGE

need_postgres() { # Debian keeps its programs out of the PATH
    has_command initdb || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null ||
        missing+=(postgresql)
}

need_python() {
    local python
    python="$("$(dirname "$0")/find-python.sh")" || {
        echo "setup-system.sh: falta Python 3.11 ou mais novo" >&2
        exit 1
    }
    "$python" -c "import ensurepip" 2>/dev/null || missing+=(python3-venv)
}

group_run() {
    need_library libpango-1.0.so.0 libpango-1.0-0
    need_library libpangoft2-1.0.so.0 libpangoft2-1.0-0
    need_library libharfbuzz-subset.so.0 libharfbuzz-subset0
    need_file /usr/share/zoneinfo/America/Sao_Paulo tzdata
    need_command hunspell hunspell
    need_command pdftotext poppler-utils
    need_file /usr/share/hunspell/pt_BR.dic hunspell-pt-br
    need_python
}

group_test() {
    need_command openssl openssl
    need_command tesseract tesseract-ocr
    tesseract --list-langs 2>/dev/null | grep -Fxq por || missing+=(tesseract-ocr-por)
    need_command qpdf qpdf
    need_command soffice libreoffice-writer-nogui
    need_command javac default-jdk-headless
    need_command chromium chromium
    need_command wrk wrk
    need_postgres
}

install_missing() {
    local sudo=()
    if ! has_command apt-get; then
        echo "setup-system.sh: instale, com o gerenciador deste sistema: ${missing[*]}" >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        has_command sudo || {
            echo "setup-system.sh: como administrador: apt-get install ${missing[*]}" >&2
            exit 1
        }
        sudo=(sudo)
    fi
    echo "Instalando do sistema: ${missing[*]}" >&2
    "${sudo[@]}" apt-get update -q >&2
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

if [ "$#" -eq 0 ]; then
    echo "uso: scripts/setup-system.sh run|test ..." >&2
    exit 2
fi
for group in "$@"; do
    case "$group" in
        run | test) "group_$group" ;;
        *)
            echo "setup-system.sh: grupo desconhecido: $group" >&2
            exit 2
            ;;
    esac
done
if [ "${#missing[@]}" -gt 0 ]; then
    install_missing
fi
