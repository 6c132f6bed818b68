"""What a command says when it cannot be carried out as it was given."""


class CalledWronglyError(Exception):
    """The command cannot be carried out as it was given; the message says how to give it."""
