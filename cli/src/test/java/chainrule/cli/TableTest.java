// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void cells_stand_below_each_other_in_every_script() {
    var lines =
        Table.of("lrl").row("层", "参数", "x").row("layers.0", "1", "").row("é", "", "中").lines();
    assertThat(lines)
        .containsExactly("层        参数  x", "layers.0     1", "é" + " ".repeat(15) + "中");
    assertThat(Table.of("l").lines()).isEmpty();
  }
}
