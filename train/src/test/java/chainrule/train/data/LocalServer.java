// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP server on this machine that answers exactly as a test wants, right or wrong. */
final class LocalServer implements AutoCloseable {
  /** What a client asked for; header names in lower case. */
  record Request(String path, Map<String, String> headers) {
    /** The first byte asked for. */
    int from() {
      String range = headers.getOrDefault("range", "bytes=0-");
      return Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }
  }

  /** Writes the answer; the connection is closed after it. */
  interface Answer {
    void write(Request request, OutputStream out) throws IOException;
  }

  private final ServerSocket socket;
  private final Answer answer;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  LocalServer(Answer answer) {
    this.answer = answer;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** A server of whole files that honors ranges. */
  static LocalServer of(Map<String, byte[]> files) {
    return new LocalServer((request, out) -> {
      byte[] file = files.get(request.path());
      if (file == null) {
        send(out, "404 Not Found", "", new byte[0]);
      } else {
        sendRange(out, file, request.from());
      }
    });
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  List<Request> requests() {
    return requests;
  }

  static void sendRange(OutputStream out, byte[] file, int from) throws IOException {
    if (from == 0) {
      send(out, "200 OK", "", file);
    } else if (from >= file.length) {
      send(out, "416 Range Not Satisfiable", "Content-Range: bytes */" + file.length, new byte[0]);
    } else {
      String range = "Content-Range: bytes " + from + "-" + (file.length - 1) + "/" + file.length;
      byte[] rest = Arrays.copyOfRange(file, from, file.length);
      send(out, "206 Partial Content", range, rest);
    }
  }

  static void send(OutputStream out, String status, String header, byte[] body) throws IOException {
    head(out, status, header, body.length);
    out.write(body);
  }

  /** Status and headers alone. */
  static void head(OutputStream out, String status, String header, long length) throws IOException {
    String text =
        "HTTP/1.1 "
            + status
            + "\r\nConnection: close\r\nContent-Length: "
            + length
            + "\r\n"
            + (header.isEmpty() ? "" : header + "\r\n")
            + "\r\n";
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      Request request = request(client);
      requests.add(request);
      OutputStream out = client.getOutputStream();
      answer.write(request, out);
      out.flush();
    } catch (IOException e) {
      // The client went away, which some tests want.
      return;
    }
  }

  private static Request request(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    String path = in.readLine().split(" ")[1];
    Map<String, String> headers = new TreeMap<>();
    for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
      String[] parts = line.split(": ", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    return new Request(path, headers);
  }
}
