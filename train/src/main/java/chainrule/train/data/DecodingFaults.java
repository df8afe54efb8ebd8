// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.error.FormatException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/** Hears that the JPEG decoder fills missing pixels with gray, which it calls a warning. */
final class DecodingFaults implements IIOReadWarningListener {
  private boolean incomplete;

  @Override
  public void warningOccurred(@Nullable ImageReader source, @Nullable String warning) {
    incomplete |= String.valueOf(warning).toLowerCase(Locale.ROOT).contains("premature end");
  }

  void check(Path file) {
    if (incomplete) {
      throw new FormatException("image: " + file + ": the JPEG is incomplete, its data break off");
    }
  }
}
