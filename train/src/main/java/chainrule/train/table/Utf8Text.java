// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The characters of strict UTF-8, without a mark at its beginning; errors name the place. */
final class Utf8Text extends Reader {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MARK_BYTES = 3;
  private static final String FIX = "save the file as UTF-8";

  private final InputStream in;
  private final String source;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private boolean ended;
  private long line = 1;
  private long column = 1;
  private char before;

  /**
   * Reads the first bytes.
   *
   * @param source what messages begin with
   * @throws FormatException if they mark another encoding
   */
  Utf8Text(InputStream in, String source) throws IOException {
    this.in = in;
    this.source = source;
    bytes.put(in.readNBytes(MARK_BYTES)).flip();
    if (startsWith(0xef, 0xbb, 0xbf)) {
      bytes.position(MARK_BYTES);
    } else if (startsWith(0xff, 0xfe) || startsWith(0xfe, 0xff)) {
      throw new FormatException(source + ": the file is UTF-16, not UTF-8", FIX);
    }
  }

  private boolean startsWith(int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= bytes.limit() || (bytes.get(i) & 0xff) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int read(char[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer chars = CharBuffer.wrap(target, from, length).slice();
    while (chars.position() == 0) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (result.isError()) {
        count(target, from, chars.position());
        throw undecodable(result.length());
      }
      if (chars.position() > 0) {
        break;
      }
      if (ended) {
        return -1;
      }
      fill();
    }
    count(target, from, chars.position());
    return chars.position();
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(0, read)).flip();
  }

  /** Follows lines and columns; a zero byte has no place in text. */
  private void count(char[] target, int from, int length) {
    for (int i = from; i < from + length; i++) {
      char c = target[i];
      if (c == 0) {
        throw new FormatException(
            at() + "a zero byte; the file is no UTF-8 text, perhaps UTF-16", FIX);
      }
      if (c == '\n' || c == '\r') {
        line += c == '\n' && before == '\r' ? 0 : 1;
        column = 1;
      } else {
        column++;
      }
      before = c;
    }
  }

  private FormatException undecodable(int length) {
    byte[] wrong = new byte[Math.min(length, bytes.remaining())];
    bytes.get(wrong);
    return new FormatException(
        at() + "the bytes " + HexFormat.ofDelimiter(" ").formatHex(wrong) + " are not UTF-8", FIX);
  }

  private String at() {
    return source + ": line " + line + ", column " + column + ": ";
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
