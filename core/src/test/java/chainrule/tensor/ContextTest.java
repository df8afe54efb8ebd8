// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.autograd.Autograd;
import chainrule.spi.Backends;
import chainrule.spi.Workers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ContextTest {

  private final Tensor x = Tensor.of(1, 2).requiresGrad();

  @Test
  void the_defaults_record_and_use_the_best_there_is() {
    var context = Context.current();
    assertThat(context.recording()).isEqualTo(Context.Recording.UNSET);
    assertThat(context.training()).isFalse();
    assertThat(context.backend()).isSameAs(Backends.best());
    assertThat(context.workers()).isSameAs(Workers.all());
    assertThat(context.scope()).isEqualTo(Scope.NONE);
    assertThat(x.times(2).isWatched()).isTrue();
  }

  @Test
  void nothing_is_recorded_inside_no_grad() {
    assertThat(Autograd.noGrad(() -> x.times(2)).isWatched()).isFalse();
    assertThat(Autograd.noGrad(() -> Autograd.withGrad(() -> x.times(2))).isWatched()).isTrue();
    Autograd.noGrad(() -> {
      assertThat(x.times(2).call()).isEmpty();
    });
    assertThat(x.times(2).isWatched()).as("afterwards all is as before").isTrue();
  }

  @Test
  void a_context_ends_with_its_body_even_when_that_fails() {
    try {
      Autograd.noGrad(() -> x.get(9));
    } catch (chainrule.error.IndexException expected) {
      assertThat(expected).hasMessageStartingWith("get: index 9");
    }
    assertThat(x.times(2).isWatched()).isTrue();
  }

  @Test
  void each_part_is_replaced_alone() {
    var context = Context.current().withBackend(Backends.reference()).withWorkers(Workers.of(3));
    context
        .withScope(Scope.NONE.inner("hidden", () -> "Hidden"))
        .withTraining(true)
        .run(() -> {
          var inner = Context.current();
          assertThat(inner.backend()).isSameAs(Backends.reference());
          assertThat(inner.workers().size()).isEqualTo(3);
          assertThat(inner.scope().path()).isEqualTo("hidden");
          assertThat(inner.training()).isTrue();
          assertThat(inner.recording()).isEqualTo(Context.Recording.ON);
          assertThat(x.times(2).call().orElseThrow().scope().path()).isEqualTo("hidden");
        });
  }

  @Test
  void other_threads_start_with_the_defaults() {
    boolean watched =
        Autograd.noGrad(() -> CompletableFuture.supplyAsync(() -> x.times(2).isWatched()).join());
    assertThat(watched).isTrue();
  }

  @Test
  void a_backward_pass_runs_inside_no_grad_too() {
    var loss = x.square().sum();
    Autograd.noGrad(() -> loss.backward());
    assertThat(x.grad().toDoubles()).containsExactly(2, 4);
    assertThat(Autograd.noGrad(() -> Autograd.of(x.square().sum())))
        .as("but nothing was recorded there")
        .isNotNull();
  }
}
