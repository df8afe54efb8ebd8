// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The kernels of products made so far. */
final class Tiles {

  /** Above the largest height and the largest number of vectors. */
  private static final int SIDE = 13;

  /** The leading zeros of 64, the shortest vector. */
  private static final int LARGEST = Integer.numberOfLeadingZeros(64);

  private final int bits;
  private final boolean warming;
  private final Packing floats;
  private final Packing doubles;
  private final Runs floatRuns;
  private final Runs doubleRuns;
  private final AtomicReferenceArray<@Nullable WarmTile> made =
      new AtomicReferenceArray<>(3 * 8 * SIDE * SIDE);

  /**
   * No tiles yet.
   *
   * @param bits the width of the longest vectors
   * @param warming whether tiles wait until HotSpot has compiled them
   */
  Tiles(int bits, boolean warming) {
    this.bits = bits;
    this.warming = warming;
    floats = new Packing(DType.F32, bits, warming);
    doubles = new Packing(DType.F64, bits, warming);
    floatRuns = new Runs(DType.F32, warming);
    doubleRuns = new Runs(DType.F64, warming);
  }

  int bits() {
    return bits;
  }

  /** The copying of strips of a type. */
  Packing packing(DType dtype) {
    return dtype == DType.F32 ? floats : doubles;
  }

  /** The copying and adding of runs of a type. */
  Runs runs(DType dtype) {
    return dtype == DType.F32 ? floatRuns : doubleRuns;
  }

  /** The tile of a form, generated at the first call. */
  WarmTile get(TileForm form) {
    int kind =
        (form.dtype() == DType.F32 ? 0 : 4) + LARGEST - Integer.numberOfLeadingZeros(form.bits());
    int walk =
        switch (form.walk()) {
          case FREE -> 0;
          case ALONG -> 1;
          case DOWN -> 2;
        };
    int slot = ((walk * 8 + kind) * SIDE + form.rows()) * SIDE + form.vectors();
    WarmTile known = made.get(slot);
    if (known != null) {
      return known;
    }
    WarmTile fresh = WarmTile.of(form, warming);
    WarmTile other = made.compareAndExchange(slot, null, fresh);
    return other == null ? fresh : other;
  }
}
