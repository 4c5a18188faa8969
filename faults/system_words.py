"""What the operating system says of a failed call, in Portuguese: Python only knows its English."""

import errno

REASONS: dict[int, str] = {
    errno.EPERM: "operação não permitida",
    errno.ENOENT: "arquivo ou pasta não existe",
    errno.EIO: "o disco falhou ao ler ou gravar",
    errno.ENXIO: "o dispositivo não existe",
    errno.ENOMEM: "falta memória",
    errno.EACCES: "sem permissão",
    errno.EBUSY: "está em uso",
    errno.EEXIST: "já existe",
    errno.EXDEV: "fica em outro disco",
    errno.ENODEV: "o dispositivo não existe",
    errno.ENOTDIR: "uma parte do caminho não é pasta",
    errno.EISDIR: "é uma pasta",
    errno.EINVAL: "o sistema não aceita este nome ou valor",
    errno.ENFILE: "há arquivos abertos demais no sistema",
    errno.EMFILE: "há arquivos abertos demais",
    errno.ETXTBSY: "o programa está em uso",
    errno.EFBIG: "o arquivo ficou grande demais",
    errno.ENOSPC: "o disco está cheio",
    errno.EROFS: "o disco só permite leitura",
    errno.EPIPE: "quem lia a saída se foi",
    errno.ENAMETOOLONG: "o nome é longo demais",
    errno.ENOTEMPTY: "a pasta não está vazia",
    errno.ELOOP: "os atalhos dão voltas",
    errno.EDQUOT: "a cota de disco acabou",
    errno.ESTALE: "a pasta da rede mudou; abra-a de novo",
    errno.EADDRINUSE: "outro programa já usa este endereço e porta",
    errno.EADDRNOTAVAIL: "este computador não tem este endereço",
    errno.ENETUNREACH: "não há rede até lá",
    errno.EHOSTUNREACH: "o outro computador não foi encontrado",
    errno.ECONNREFUSED: "o outro lado recusou a conexão",
    errno.ECONNRESET: "o outro lado cortou a conexão",
    errno.ETIMEDOUT: "o outro lado não respondeu a tempo",
}


def system_reason(error: BaseException) -> str:
    """Why the system refused, in words; its number where there are none.

    >>> system_reason(FileNotFoundError(errno.ENOENT, "No such file or directory"))
    'arquivo ou pasta não existe'
    >>> system_reason(ValueError("embedded null byte"))
    'o nome tem um caractere que o sistema não aceita'
    """
    if isinstance(error, ValueError):  # a path with a null byte, or one that no encoding holds
        return "o nome tem um caractere que o sistema não aceita"
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        return "motivo desconhecido"
    if number < 0:  # socket.gaierror counts downwards
        return "o nome não foi encontrado na rede"
    return REASONS.get(number, f"erro {number} do sistema")
