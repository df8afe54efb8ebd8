// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

/**
 * A decoded picture.
 *
 * <p>Shapes: {@code values} is [channels, height, width], row-major, 0 to 1.
 */
record Picture(ColorMode channels, Size size, float[] values) {

  /** Columns and rows. */
  record Size(int width, int height) {

    /** The number of pixels. */
    long pixels() {
      return (long) width * height;
    }

    @Override
    public String toString() {
      return width + " x " + height + " pixels";
    }
  }

  /** This picture in another size, each pixel the mean of the area it covers. */
  Picture resized(Size wanted) {
    return wanted.equals(size) ? this : new AreaAverage(this, wanted).resized();
  }
}
