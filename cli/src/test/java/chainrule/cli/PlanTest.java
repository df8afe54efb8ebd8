// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

  @Test
  void the_plan_of_a_circuit_has_its_fused_operations() {
    Shell.Outcome plan =
        Shell.piped().run("graph", "q=x+y; f=q*z", "x=-2", "y=5", "z=-4", "--plan");
    assertThat(plan.code()).isZero();
    assertThat(plan.out())
        .isEqualTo(
            """
            step  kernel  operations          result  bytes  FLOPs
               1  loop    gradient            []         24      1
               2  loop    add, mul, gradient  [] []      48      3

            2 steps made of 4 works; 24B of memory; 4 FLOPs
            """);
  }

  @Test
  void the_plan_of_a_training_step_ends_with_the_updates(@TempDir Path folder) throws IOException {
    TinyMnist.in(folder);
    Shell.Outcome plan =
        Shell.piped()
            .run("train", "mnist", "--net", "784-10", "--data", folder.toString(), "--plan");
    assertThat(plan.code()).isZero();
    assertThat(plan.out()).contains("affine").contains("oneHot").contains("adam");
    assertThat(plan.out()).doesNotContain("epoch");
  }
}
