// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import chainrule.autograd.Autograd;
import chainrule.error.ChainruleException;
import chainrule.plan.Compiled;
import chainrule.spi.Backend;
import chainrule.spi.Backends;
import chainrule.spi.Workers;
import chainrule.tensor.Context;
import chainrule.tensor.Spec;
import chainrule.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** Laws about what bits do not depend on. */
final class BitLaws {

  private static final int CALLS = 3;
  private static final int[] TEAMS = {2, 3, 8};

  private BitLaws() {}

  /** The shape rule. */
  static Law shapeRule() {
    return new Law(
        "the shape rule foretells the result, and the call is recorded as its operation",
        sample -> !sample.isLarge(),
        sample -> {
          Tensor value = sample.watched().value();
          Spec spec = sample.op().infer(sample.inputs().stream().map(Tensor::spec).toList());
          TensorAssert.assertThat(value).hasShape(spec.shape()).hasType(spec.dtype());
          value
              .call()
              .filter(call -> !call.op().equals(sample.op()))
              .ifPresent(call -> {
                throw new AssertionError(
                    "the call made " + call.op() + ", the sample is of " + sample.op());
              });
        });
  }

  /** How inputs lie in memory. */
  static Law layouts() {
    return new Law(
        "views give the bits of copies",
        sample -> !sample.isLarge(),
        sample -> {
          List<Tensor> dense = Gradients.withValue(relaid(sample, Layout.DENSE));
          for (Layout layout : Layout.values()) {
            Gradients.assertSameBits(Gradients.withValue(relaid(sample, layout)), dense);
          }
        });
  }

  private static Sample relaid(Sample sample, Layout layout) {
    return sample.withInputs(sample.inputs().stream().map(layout::of).toList());
  }

  /** Who computes. */
  static Law backends() {
    return new Law(
        "every backend gives the bits of the reference",
        sample -> !others().isEmpty(),
        sample -> {
          List<Tensor> judge = on(Backends.reference(), sample);
          for (Backend backend : others()) {
            Gradients.assertSameBits(on(backend, sample), judge);
          }
        });
  }

  /** The usable backends that are to be judged. */
  private static List<Backend> others() {
    return Backends.all().stream()
        .filter(backend -> backend.rank() > 0 && backend.refusal().isEmpty())
        .toList();
  }

  private static List<Tensor> on(Backend backend, Sample sample) {
    return Context.current().withBackend(backend).call(() -> Gradients.withValue(sample));
  }

  /** How many compute. */
  static Law workers() {
    return new Law(
        "any number of workers gives the bits of one",
        Sample::isLarge,
        sample -> {
          List<Tensor> alone = by(1, sample);
          for (int team : TEAMS) {
            Gradients.assertSameBits(by(team, sample), alone);
          }
        });
  }

  private static List<Tensor> by(int team, Sample sample) {
    return Context.current().withWorkers(Workers.of(team)).call(() -> Gradients.withValue(sample));
  }

  /** Whether a graph is recorded. */
  static Law recording() {
    return new Law(
        "recording changes no bit, and noGrad records nothing",
        sample -> !sample.isLarge(),
        sample -> {
          Tensor recorded = sample.watched().value();
          Tensor plain = Autograd.noGrad(() -> sample.watched().value());
          TensorAssert.assertThat(plain).hasBits(recorded);
          if (!plain.isLeaf()) {
            TensorAssert.assertThat(plain).isNotWatched();
          }
        });
  }

  /** Whether it is done again as a plan. */
  static Law compiled() {
    return new Law(
        "compiled gives the bits of eager, on other numbers too",
        sample -> !sample.isLarge(),
        sample -> {
          Compiled compiled = compiled(sample);
          Tensor[] inputs = sample.inputs().toArray(Tensor[]::new);
          List<Tensor> eager = Gradients.withValue(sample);
          for (int call = 0; call < CALLS; call++) {
            Gradients.assertSameBits(compiled.apply(inputs), eager);
          }
          Tensor[] others = sample.inputs().stream().map(Layout::turned).toArray(Tensor[]::new);
          Optional<List<Tensor>> turned = attempt(sample.withInputs(List.of(others)));
          if (turned.isPresent()) {
            Gradients.assertSameBits(compiled.apply(others), turned.get());
          }
        });
  }

  /** Value and gradients of a sample as a function of its inputs. */
  static Compiled compiled(Sample sample) {
    return Compiled.of(inputs -> Gradients.withValue(sample.withInputs(inputs)));
  }

  /** What comes out, unless the inputs are refused. */
  private static Optional<List<Tensor>> attempt(Sample sample) {
    try {
      return Optional.of(Gradients.withValue(sample));
    } catch (ChainruleException refused) {
      return Optional.empty();
    }
  }

  /** What an operation does to others. */
  static Law inputs() {
    return new Law(
        "inputs and upstream stay as they were",
        sample -> !sample.isLarge(),
        sample -> {
          Sample watched = sample.watched();
          List<Tensor> before = watched.inputs().stream().map(Layout.DENSE::of).toList();
          Tensor value = watched.value();
          Tensor upstream = Gradients.upstream(value);
          Tensor kept = Layout.DENSE.of(upstream);
          if (watched.hasGradients()) {
            Tensor[] inputs = watched.differentiable().toArray(Tensor[]::new);
            Autograd.of(value).upstream(upstream).gradients(inputs);
          }
          for (int i = 0; i < before.size(); i++) {
            TensorAssert.assertThat(watched.inputs().get(i)).hasBits(before.get(i));
          }
          TensorAssert.assertThat(upstream).hasBits(kept);
        });
  }
}
