"""The reviewer of legal texts: one rule a function, findings with a place and a remedy."""
