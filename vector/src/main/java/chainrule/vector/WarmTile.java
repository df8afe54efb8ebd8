// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import chainrule.array.DType;

/**
 * A tile and whether it runs at full speed yet.
 *
 * @param tile the kernel
 * @param warmup what is done until it does
 */
record WarmTile(Tile tile, Warmup warmup) {

  private static final int DEPTH = 4;

  /** Multiplications: a tenth of a second in plain loops. */
  private static final long WORTH = 1 << 22;

  /** Nanoseconds of a vector operation: warm a tenth of that, cold at least five times as much. */
  private static final int SLOW = 4;

  /**
   * A fresh tile.
   *
   * @param warming whether it waits until HotSpot has compiled it
   */
  static WarmTile of(TileForm form, boolean warming) {
    Tile tile = TileCode.compile(form);
    long slow = 2L * SLOW * form.operations() * (DEPTH + 1);
    return new WarmTile(tile, new Warmup(call(tile, form), slow, warming ? WORTH : 0));
  }

  /** Calls that take both paths, so that HotSpot has no reason to throw its code away later. */
  private static Runnable call(Tile tile, TileForm form) {
    int width = form.vectors() * form.lanes();
    Object a = array(form.dtype(), form.rows() * DEPTH);
    Object b = array(form.dtype(), DEPTH * width);
    Object out = array(form.dtype(), form.rows() * width);
    int tail = width - form.lanes();
    boolean down = form.walk() == TileForm.Walk.DOWN;
    int aRow = down ? 1 : DEPTH;
    int aDeep = down ? form.rows() : 1;
    return () -> {
      tile.run(a, 0, aRow, aDeep, b, 0, width, DEPTH, out, 0, width, false, tail);
      tile.run(a, 0, aRow, aDeep, b, 0, width, DEPTH, out, 0, width, true, tail);
    };
  }

  private static Object array(DType dtype, int length) {
    return dtype == DType.F32 ? new float[length] : new double[length];
  }
}
