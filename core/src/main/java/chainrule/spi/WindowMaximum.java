// SPDX-License-Identifier: Apache-2.0
package chainrule.spi;

/**
 * The key of the routine that finds the first largest element under each window of each channel: of
 * x [n, channels, rows, columns] (or without the rows, where there is one) those under the windows
 * that begin at whole multiples of their steps and end within it.
 *
 * <p>NaN is above all, both zeros are alike, of equals the first in row-major order is taken.
 *
 * @param isPlace whether its place in the channel, row-major, comes out instead of itself
 * @param rows of a channel
 * @param columns of a channel
 * @param height the rows of a window
 * @param width the columns of a window
 * @param down the rows from one window to the next
 * @param across the columns from one window to the next
 * @param windowRows the rows of windows
 * @param windowColumns the columns of windows
 */
public record WindowMaximum(
    boolean isPlace,
    int rows,
    int columns,
    int height,
    int width,
    int down,
    int across,
    int windowRows,
    int windowColumns) {}
