"""What a page and its server say to each other: a page stands once every question has been answered."""

import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: Seconds of silence after which nothing more will come, where one question broke off the answer to another,
_SETTLED = 0.3
#: and where the server may have taken several as one.
_TAKEN_TOGETHER = 2.0

#: An answer that was broken off for another question: that one's answer follows.
_BROKEN_OFF = ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Talk:
    """Counts the runs that a page asked for, and those that ended."""

    def __init__(self, page) -> None:
        self._asked = self._answered = self._broken_off = 0
        self._last = time.monotonic()
        page.on("websocket", self._listen)

    def _listen(self, socket) -> None:
        """A page that is opened anew talks by a socket of its own."""
        self._asked = self._answered = self._broken_off = 0
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self._asked += 1
            self._last = time.monotonic()

    def _received(self, frame: bytes | str) -> None:
        self._last = time.monotonic()
        message = ForwardMsg.FromString(frame) if isinstance(frame, bytes) else None
        if message is None or message.WhichOneof("type") != "script_finished":
            return
        if message.script_finished == _BROKEN_OFF:
            self._broken_off += 1
        else:
            self._answered += 1

    @property
    def is_over(self) -> bool:
        """Whether nothing that was asked waits for its answer."""
        if self._answered >= self._asked:
            return self._asked > 0
        silence = time.monotonic() - self._last
        patience = _SETTLED if self._answered + self._broken_off >= self._asked else _TAKEN_TOGETHER
        return self._answered > 0 and silence > patience
