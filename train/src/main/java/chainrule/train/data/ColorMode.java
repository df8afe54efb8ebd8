// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

/** What is read of each pixel of a picture. */
public enum ColorMode {
  /** Its brightness: {@code 0.299 R + 0.587 G + 0.114 B}. */
  GRAY(1),
  /** Its red, green and blue values; of a gray picture three times the same. */
  RGB(3);

  private final int count;

  ColorMode(int count) {
    this.count = count;
  }

  /** The number of values. */
  public int count() {
    return count;
  }
}
