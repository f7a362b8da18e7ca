"""The invented organisation and stories that `medvind demo` starts with."""
