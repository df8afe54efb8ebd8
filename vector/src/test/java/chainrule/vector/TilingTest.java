// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strips and tiles cover the outputs. */
class TilingTest {

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void strips_follow_one_another_to_the_last_column(int bits) {
    Tiles tiles = new Tiles(bits, true);
    for (int columns = 2; columns < 300; columns++) {
      Tiling tiling = Tiling.of(tiles, DType.F32, 1 + columns % 30, columns, TileForm.Walk.DOWN);
      int reached = 0;
      for (int strip = 0; strip < tiling.count(); strip++) {
        assertThat(tiling.column(strip)).isEqualTo(reached);
        assertThat(tiling.width(strip)).isBetween(tiling.lanes(), tiling.strip(strip).width());
        reached += tiling.width(strip);
      }
      assertThat(reached).isEqualTo(columns);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void tiles_that_no_strip_needs_are_not_waited_for(int bits) {
    Tiles tiles = new Tiles(bits, true);
    for (int columns = 2; columns < 300; columns++) {
      Tiling tiling = Tiling.of(tiles, DType.F32, 30, columns, TileForm.Walk.FREE);
      if (tiling.count() == 1) {
        assertThat(tiling.other()).isSameAs(tiling.first());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void chunks_of_rows_cut_no_tile(int bits) {
    Tiles tiles = new Tiles(bits, true);
    for (int rows = 25; rows < 60; rows++) {
      for (int columns = 2; columns < 100; columns++) {
        Tiling tiling = Tiling.of(tiles, DType.F64, rows, columns, TileForm.Walk.FREE);
        assertThat(Tiling.ROWS % tiling.first().height()).isZero();
        assertThat(Tiling.ROWS % tiling.other().height()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 25, 1 << 26, 1 << 27, Integer.MAX_VALUE - 8})
  void rows_may_be_as_long_as_an_array(int columns) {
    for (DType dtype : new DType[] {DType.F32, DType.F64}) {
      Tiling tiling = Tiling.of(new Tiles(512, true), dtype, 2, columns, TileForm.Walk.ALONG);
      int last = tiling.count() - 1;
      assertThat(tiling.lanes()).isEqualTo(64 / dtype.bytes());
      assertThat((long) tiling.column(last) + tiling.width(last)).isEqualTo(columns);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {128, 256, 512})
  void vectors_are_no_longer_than_a_row(int bits) {
    Tiles tiles = new Tiles(bits, true);
    for (int columns = 2; columns < 40; columns++) {
      assertThat(Tiling.of(tiles, DType.F64, 9, columns, TileForm.Walk.FREE).lanes())
          .isBetween(2, columns);
    }
  }
}
