"""The rule language: grammar, typed tree, dimension checker and prose."""
