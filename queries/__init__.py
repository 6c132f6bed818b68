"""The meaning: what a conversation is, which figures follow from it, and how sure they are."""
