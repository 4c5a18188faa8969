"""The web: routes, pages and assets. It calls the same services as the commands."""
