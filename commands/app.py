"""The root group: commands are imported when they are called, so `pactua --help` stays instant."""

import atexit
import contextlib
import gc
import importlib
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from commands import portuguese
from commands.outcome import INTERRUPTED, INTERRUPTION

portuguese.install()

COMMANDS: dict[str, str] = {
    "demo": "A vida de um acordo de exemplo, do começo ao fim, numa pasta própria.",
    "participe": "Cadastro dos partícipes: importar, listar, mostrar.",
    "clausula": "Biblioteca de cláusulas: listar, mostrar, campos, conferir.",
    "minuta": "Minutas: gerar uma, ou um lote para muitos partícipes.",
    "instrumento": "Instrumentos: listar, mostrar, histórico, enviar, aprovar, cancelar.",
    "aditivo": "Termos aditivos: gerar, listar.",
    "encerramento": "Fim do acordo: denúncia, rescisão, consenso, relatório final.",
    "importar": "Acordos que já existem: do arquivo (texto, HTML, DOCX, PDF) ao registro.",
    "revisar": "Revisão de um texto: sobras, numeração, normas, coerência, dados pessoais.",
    "assinatura": "Assinaturas: abrir, registrar, receber, assinar, recusar, listar.",
    "autenticidade": "Autenticidade: prova, ponto, comparar, folha, conferidor.",
    "publicacao": "Publicação no Diário Oficial: extrato, enviar, ler, registrar, anular.",
    "prazo": "Prazos: publicação, vigência, prorrogação e avisos.",
    "aviso": "Avisos: listar, enviar, assumir, projetar, agenda.",
    "acao": "Ações do plano de trabalho: listar, concluir, reabrir.",
    "chave": "Chaves do órgão: criar, listar, trocar, revogar, exportar.",
    "servir": "Portal público: conferir autenticidade, acordos publicados.",
    "agenda": "Agendas: criar, listar e revogar endereços secretos com os prazos.",
    "registro": "Cuidado do registro: conferir, refazer, copiar, restaurar, exportar.",
}
"""Every command with the line `pactua --help` shows for it; each is a module of this folder."""


class LazyGroup(portuguese.Group):
    """A group whose commands live in modules of the same name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the words begin with; of a mistyped one, what was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            # click compares with the commands that were imported, and here that is none
            raise click.NoSuchCommand(
                error.command_name, possibilities=COMMANDS, ctx=ctx
            ) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Comandos"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pactua", message="pactua %(version)s")
def pactua() -> None:
    """Elabora acordos de cooperação técnica, do texto aos arquivos, e guarda o histórico.

    \b
    Primeiros passos:
      pactua demo
      pactua participe importar participes.csv
      pactua minuta gerar --participe mpmt --conjunto act-adesao --plano plano.yaml --saida saida

    \b
    Onde ficam as coisas:
      PACTUA_DIR       pasta de dados (padrão: ./pactua-dados)
      PACTUA_BANCO     endereço de outro banco de dados
      PACTUA_HOJE      data de hoje, AAAA-MM-DD (para ensaios)
      PACTUA_USUARIO   quem está agindo (ou a opção --por)
      PACTUA_CHAVE_SENHA          senha da chave do órgão, ou
      PACTUA_CHAVE_SENHA_ARQUIVO  arquivo que a contém
      PACTUA_SMTP      servidor de e-mail dos avisos
      PACTUA_CARIMBO   servidor de carimbo do tempo
      PACTUA_CERTIFICADO_SENHA    senha do certificado de quem assina

    \b
    Situação de saída: 0 feito; 1 feito, com resposta negativa; 2 uso ou arquivo
    errado; 3 o estado não permite; 4 algo de fora falhou.
    """


SECONDS_TO_END = 5
"""How long an interrupted command may take to put things in order."""


def main() -> None:
    """Run the command line; UTF-8 whatever the terminal says.

    Garbage is not collected: looking through the freshly imported modules again and again is a
    sixth of the time of a short command. A long one (`minuta lote`) turns the collector on again.
    """
    gc.disable()
    # Pydantic would read the metadata of every installed package to find plugins; we use none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    signal.signal(signal.SIGINT, _interrupted)
    try:
        pactua(prog_name="pactua")
    except SystemExit as ended:
        _leave(ended.code if isinstance(ended.code, int) else int(ended.code is not None))


def _interrupted(number: int, frame: FrameType | None) -> NoReturn:
    """The first Ctrl+C is heard; those of an impatient hand would only break what it ends."""
    signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(SECONDS_TO_END)
    raise KeyboardInterrupt


def _give_up(number: int, frame: FrameType | None) -> NoReturn:
    """What the interrupt broke into may wait for a process that is gone: nobody waits with it."""
    sys.stderr.write(f"{INTERRUPTION}\n")
    sys.stderr.flush()
    os._exit(INTERRUPTED)


def _leave(status: int) -> NoReturn:
    """End at once: taking down every module is a tenth of the time of a short command.

    What must still be done is done first; with processes of ours still there, Python sees to them,
    except when they were ended by Ctrl+C: then nothing is waited for.
    """
    signal.signal(signal.SIGALRM, lambda number, frame: os._exit(status))
    children = "multiprocessing" in sys.modules and sys.modules["multiprocessing"].active_children()
    if children and status != INTERRUPTED:
        sys.exit(status)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # a closed pipe has no reader to tell
            stream.flush()
    os._exit(status)
