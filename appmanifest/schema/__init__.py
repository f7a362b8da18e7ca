"""Microsoft's JSON schemas, copied unchanged so that a manifest is checked offline; see LICENSE.txt."""
