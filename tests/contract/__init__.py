"""What every Store must do, whatever database lies under it: add a database in conftest.py."""
