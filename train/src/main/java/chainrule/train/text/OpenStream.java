// SPDX-License-Identifier: Apache-2.0
package chainrule.train.text;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream that stays open when what is written through this is closed. */
public final class OpenStream extends FilterOutputStream {

  /** One that writes to another. */
  public OpenStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
