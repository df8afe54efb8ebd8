// SPDX-License-Identifier: Apache-2.0
package chainrule.vector;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.autograd.Autograd;
import chainrule.error.IndexException;
import chainrule.plan.Compiled;
import chainrule.plan.Workspace;
import chainrule.random.Rng;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Tensor;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

/** Tables that are looked up and added into, in parts, as plans. */
class LookupsTest {

  private static final int ROWS = 700;
  private static final int COLUMNS = 40;
  private static final int PICKED = 900;
  private static final Tensor TABLE =
      Tensor.normal(DType.F32, Shape.of(ROWS, COLUMNS), Rng.seed(1));

  private static Tensor index(int seed, int bound, long... sizes) {
    Shape shape = Shape.of(sizes);
    long[] places = new long[(int) shape.count()];
    for (int i = 0; i < places.length; i++) {
      places[i] = Rng.seed(seed).below(i, bound);
    }
    return Tensor.of(shape, places);
  }

  /** Every kind of look-up, with its gradients. */
  private static List<Tensor> looked(List<Tensor> in) {
    Tensor table = in.get(0).detach().requiresGrad();
    Tensor rows = table.embedding(in.get(1));
    Tensor columns = table.transpose().indexSelect(0, in.get(2));
    Tensor each = table.takeAlong(1, in.get(3));
    Tensor wide = table.takeAlong(0, in.get(4));
    Tensor sum =
        rows.square()
            .sum()
            .plus(columns.square().sum())
            .plus(each.square().sum())
            .plus(wide.square().sum());
    Tensor slope = Autograd.of(sum).gradient(table);
    return List.of(rows, columns, each, wide, slope, in.get(1).oneHot(ROWS).sum(0));
  }

  private static Tensor[] arguments(int seed) {
    return new Tensor[] {
      TABLE,
      index(seed, ROWS, PICKED),
      index(seed + 1, COLUMNS, 30).to(DType.I32),
      index(seed + 2, COLUMNS, ROWS, 3),
      index(seed + 3, ROWS, 50, COLUMNS)
    };
  }

  @Test
  void plans_and_teams_of_any_size_look_up_the_same() {
    for (int team : new int[] {1, 2, 3, 8}) {
      Context.current()
          .withWorkers(Workers.of(team))
          .run(() -> {
            Compiled compiled = Compiled.of(LookupsTest::looked);
            for (int call = 0; call < 5; call++) {
              Tensor[] given = arguments(call);
              List<Tensor> results = compiled.apply(given);
              List<Tensor> expected =
                  Context.current().withWorkers(Workers.of(1)).call(() -> looked(List.of(given)));
              for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).toDoubles())
                    .as("result %s, call %s, %s workers", i, call, team)
                    .containsExactly(expected.get(i).toDoubles());
              }
            }
            assertThat(compiled.plan(arguments(0))).isPresent();
          });
    }
  }

  @Test
  void a_row_that_is_asked_for_often_is_added_in_order() {
    Tensor places = index(3, 5, PICKED);
    Tensor values = Tensor.normal(DType.F32, Shape.of(PICKED, COLUMNS), Rng.seed(2));
    Tensor sums = values.indexAdd(0, places, 7);
    long[] at = places.toLongs();
    float[] expected = new float[7 * COLUMNS];
    for (int i = 0; i < PICKED * COLUMNS; i++) {
      int place = (int) at[i / COLUMNS] * COLUMNS + i % COLUMNS;
      expected[place] += (float) values.get(i / COLUMNS, i % COLUMNS);
    }
    assertThat(sums.toFloats()).containsExactly(expected);
  }

  @Test
  void a_plan_names_an_index_that_lies_outside() {
    Compiled compiled = Compiled.of(in -> List.of(in.get(0).embedding(in.get(1))));
    Tensor good = Tensor.of(Shape.of(2), new long[] {0, ROWS - 1});
    for (int call = 0; call < 3; call++) {
      compiled.apply(TABLE, good);
    }
    assertThat(compiled.plan(TABLE, good)).isPresent();
    Tensor wrong = Tensor.of(Shape.of(2), new long[] {0, 1L << 32});
    Throwable thrown = ThrowableAssert.catchThrowable(() -> compiled.apply(TABLE, wrong));
    assertThat(thrown)
        .isInstanceOf(IndexException.class)
        .hasMessage("indexSelect: index 4294967296 at place 1; needs 0 to 699");
  }

  @Test
  void look_ups_of_a_plan_allocate_nothing() {
    Compiled compiled = Compiled.of(LookupsTest::looked);
    Context.current()
        .withWorkers(Workers.of(1))
        .run(() -> {
          for (int call = 0; call < 3; call++) {
            compiled.apply(arguments(call));
          }
          Workspace workspace = compiled.workspace(arguments(0)).orElseThrow();
          assertThat(Allocation.settles(workspace::run)).isTrue();
        });
  }
}
