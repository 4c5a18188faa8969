"""Why a database failed, in Portuguese: SQLite and PostgreSQL speak English to programs."""

from sqlalchemy.exc import SQLAlchemyError

SENTENCES: tuple[tuple[str, str], ...] = (
    # SQLite: the sentences of sqlite3_errstr
    ("disk i/o error", "o disco falhou ao ler ou gravar"),
    ("unable to open database file", "o arquivo do banco não pôde ser aberto"),
    ("database or disk is full", "o disco está cheio"),
    ("attempt to write a readonly database", "o arquivo ou a pasta só permite leitura"),
    ("database disk image is malformed", "o arquivo do banco está danificado"),
    ("file is not a database", "o arquivo não é um banco SQLite"),
    ("database is locked", "outro programa está gravando e não terminou a tempo"),
    ("database table is locked", "outro programa está gravando e não terminou a tempo"),
    ("database schema is locked", "outro programa está gravando e não terminou a tempo"),
    ("locking protocol", "o disco não sabe trancar arquivos (pasta de rede?)"),
    ("large file support is disabled", "o disco não aceita arquivos grandes"),
    ("out of memory", "falta memória"),
    ("no such table", "falta uma tabela"),
    ("no such column", "falta uma coluna"),
    # PostgreSQL: libpq, and the server in its default language
    ("password authentication failed", "o usuário ou a senha não foi aceito"),
    ("no password supplied", "falta a senha"),
    ("no pg_hba.conf entry", "o servidor não aceita conexões deste computador"),
    ("connection refused", "o servidor recusou a conexão"),
    ("could not translate host name", "o nome do servidor não foi encontrado"),
    ("failed to resolve host", "o nome do servidor não foi encontrado"),
    ("name or service not known", "o nome do servidor não foi encontrado"),
    ("timeout expired", "o servidor não respondeu a tempo"),
    ("no such file or directory", "não há servidor neste endereço"),
    ("lock timeout", "outro programa está gravando e não terminou a tempo"),
    ("server closed the connection", "o servidor cortou a conexão"),
    ("terminating connection", "o servidor cortou a conexão"),
    ("too many clients", "o servidor não aceita mais conexões agora"),
    ("remaining connection slots", "o servidor não aceita mais conexões agora"),
    ("no space left on device", "o disco do servidor está cheio"),
    ("read-only transaction", "o servidor só permite leitura"),
    ("permission denied", "o usuário do banco não tem permissão"),
    ("does not exist", "o banco, o usuário ou uma tabela não existe no servidor"),
)
"""The beginning of a known sentence, in small letters, and what it says; the first that fits."""


def cause_of(error: BaseException) -> str:
    """Why it failed; a sentence that nobody has translated is quoted as it came."""
    original = getattr(error, "orig", None) if isinstance(error, SQLAlchemyError) else None
    said = str(original or error)
    small = said.casefold()
    for english, portuguese in SENTENCES:
        if english in small:
            return portuguese
    return f"o banco diz: “{said.splitlines()[0] if said else type(error).__name__}”"
