"""Between the server and what it stands on, so that this can be gone for a while."""

import contextlib
import selectors
import socket
import threading

SIZE = 65_536


class Relay:
    """Hands on whatever comes to its port to another, until it is told otherwise: `down`, it
    refuses all, and `silent`, it takes all and answers nothing. What is open is cut by both."""

    def __init__(self, host, port):
        self.target = (host, port)
        self.listener = self._listen(0)
        self.port = self.listener.getsockname()[1]
        self.is_silent = False
        self.held = []
        self.lock = threading.Lock()
        threading.Thread(target=self._take, args=[self.listener], daemon=True).start()

    @staticmethod
    def _listen(port):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen(64)
        return listener

    def _take(self, listener):
        # It ends when the listener is closed.
        with contextlib.suppress(OSError):
            while True:
                self._serve(listener.accept()[0])

    def _serve(self, near):
        with self.lock:
            self.held.append(near)
        if not self.is_silent:
            threading.Thread(target=self._hand_on, args=[near], daemon=True).start()

    def _hand_on(self, near):
        with contextlib.suppress(OSError), socket.create_connection(self.target) as far, near:
            with self.lock:
                self.held.append(far)
            self._pump(near, far)

    @staticmethod
    def _pump(near, far):
        with selectors.DefaultSelector() as both:
            both.register(near, selectors.EVENT_READ, far)
            both.register(far, selectors.EVENT_READ, near)
            while True:
                for key, _ in both.select():
                    if not (data := key.fileobj.recv(SIZE)):
                        return
                    key.data.sendall(data)

    def cut(self):
        with self.lock:
            held, self.held = self.held, []
        for line in held:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()

    @contextlib.contextmanager
    def down(self):
        self.close()
        try:
            yield
        finally:
            self.listener = self._listen(self.port)
            threading.Thread(target=self._take, args=[self.listener], daemon=True).start()

    @contextlib.contextmanager
    def silent(self):
        self.is_silent = True
        self.cut()
        try:
            yield
        finally:
            self.is_silent = False
            self.cut()

    def close(self):
        with contextlib.suppress(OSError):
            # Or the thread that accepts would go on to hold it.
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.cut()
