"""The `pactua` command. What it can do is registered in commands/."""

from commands.app import main

if __name__ == "__main__":
    main()
