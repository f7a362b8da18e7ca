"""The Teams app as Teams sees it: manifest, its words in two languages, and the icons."""
