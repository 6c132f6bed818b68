"""Glossary: every figure with its definition and its rule, and the words that they are made of."""

from ui.glossary import glossary

glossary()
