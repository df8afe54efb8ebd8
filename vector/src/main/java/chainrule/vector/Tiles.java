// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The tiles made so far, for vectors of one width. */
final class Tiles {

  /** Above the largest height and the largest number of vectors of a tile. */
  private static final int SIDE = 16;

  private final int bits;
  private final boolean warming;
  private final AtomicReferenceArray<@Nullable WarmTile> made =
      new AtomicReferenceArray<>(4 * SIDE * SIDE);

  /**
   * No tiles yet.
   *
   * @param bits the width of a vector
   * @param warming whether tiles wait until HotSpot has compiled them
   */
  Tiles(int bits, boolean warming) {
    this.bits = bits;
    this.warming = warming;
  }

  int bits() {
    return bits;
  }

  /** The tile of a form, generated at the first call. */
  WarmTile get(DType dtype, int rows, int vectors, boolean masked) {
    int kind = (dtype == DType.F32 ? 0 : 2) + (masked ? 1 : 0);
    int slot = (kind * SIDE + rows) * SIDE + vectors;
    WarmTile known = made.get(slot);
    if (known != null) {
      return known;
    }
    WarmTile fresh = WarmTile.of(new TileForm(dtype, bits, rows, vectors, masked), warming);
    WarmTile other = made.compareAndExchange(slot, null, fresh);
    return other == null ? fresh : other;
  }
}
