"""As much of Redis as the limits are counted by, so that no server is needed, nor one that others
use is stopped."""

import socketserver
import threading

OLD_NOTHING, NOTHING = b"$-1\r\n", b"_\r\n"


class Talk(socketserver.StreamRequestHandler):
    nothing = OLD_NOTHING

    def handle(self):
        while line := self.rfile.readline():
            word, *args = [self._word() for _ in range(int(line[1:]))]
            if word == b"HELLO":
                # From here on in the newer protocol.
                self.nothing = NOTHING
            self.wfile.write(self._written(answer(self.server.kept, word.upper(), args)))

    def _word(self):
        length = int(self.rfile.readline()[1:])
        return self.rfile.read(length + 2)[:-2]

    def _written(self, value):
        match value:
            case None:
                return self.nothing
            case int():
                return b":%d\r\n" % value
            case str():
                return f"+{value}\r\n".encode()
            case dict():
                parts = [self._written(part) for pair in value.items() for part in pair]
                return b"%%%d\r\n" % len(value) + b"".join(parts)
        return b"$%d\r\n%s\r\n" % (len(value), value)


def answer(kept, word, args):
    match word:
        case b"GET":
            return kept.get(args[0])
        case b"SET":
            # Nothing is kept so long here that it would end by itself.
            if b"NX" in args[2:] and args[0] in kept:
                return None
            kept[args[0]] = args[1]
        case b"DEL":
            return sum(kept.pop(key, None) is not None for key in args)
        case b"HELLO":
            return {b"proto": 3}
    return "OK"


class LittleRedis(socketserver.ThreadingTCPServer):
    daemon_threads = allow_reuse_address = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Talk)
        self.kept = {}
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()
