// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.Shape;
import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import chainrule.tensor.Tensor;
import java.nio.file.Path;

/**
 * What pictures are made into before a network sees them.
 *
 * <p>A picture of another size is stretched to this one; each new pixel is the mean of the area it
 * covers in the old picture.
 *
 * @param channels gray or colors
 * @param height rows
 * @param width columns
 */
public record ImageForm(ColorMode channels, int height, int width) {
  /**
   * Checks the size.
   *
   * @throws ArgumentException if a side is not positive
   * @throws LimitException if there are more than {@link ImageFile#MAX_PIXELS} pixels
   */
  public ImageForm {
    String size = "images: a size of " + height + " x " + width;
    if (height < 1 || width < 1) {
      throw new ArgumentException(size + "; both sides need 1 or more");
    }
    if ((long) height * width > ImageFile.MAX_PIXELS) {
      throw new LimitException(size + "; at most " + ImageFile.MAX_PIXELS + " pixels");
    }
  }

  /** The sizes of a picture: [channels, height, width]. */
  public Shape shape() {
    return Shape.of(channels.count(), height, width);
  }

  /**
   * Reads a picture of any size in this form.
   *
   * @return F32 [channels, height, width], 0 to 1
   * @throws FileException if the file cannot be read
   * @throws FormatException if it is neither PNG nor JPEG, or damaged
   * @throws LimitException if it has too many pixels
   */
  public Tensor read(Path file) {
    return Tensor.of(shape(), ImageFile.picture(file, channels).resized(size()).values());
  }

  Picture.Size size() {
    return new Picture.Size(width, height);
  }
}
