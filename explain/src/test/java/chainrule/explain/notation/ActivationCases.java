// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import static chainrule.explain.notation.FunctionsTest.of;

import chainrule.explain.notation.FunctionsTest.Case;
import java.util.List;
import java.util.stream.Stream;

/** Activations and softmax in the notation, and what they are in Java. */
final class ActivationCases {

  private ActivationCases() {}

  static List<Case> all() {
    return Stream.of(plain(), withNumbers(), alongAxes()).flatMap(List::stream).toList();
  }

  private static List<Case> plain() {
    return List.of(
        of("sigmoid(x)", n -> n.x().sigmoid()),
        of("σ(x)", n -> n.x().sigmoid()),
        of("tanh(x)", n -> n.x().tanh()),
        of("relu(x)", n -> n.x().relu()),
        of("softplus(x)", n -> n.x().softplus()),
        of("softsign(x)", n -> n.x().softsign()),
        of("silu(x)", n -> n.x().silu()),
        of("gelu(x)", n -> n.x().gelu()),
        of("step(x)", n -> n.x().step()),
        of("leakyRelu(x)", n -> n.x().leakyRelu(0.01)),
        of("logSigmoid(x)", n -> n.x().logSigmoid()),
        of("hardSigmoid(x)", n -> n.x().hardSigmoid()),
        of("hard_swish(x)", n -> n.x().hardSwish()),
        of("relu6(4 * x)", n -> n.x().times(4).relu6()),
        of("hardtanh(x)", n -> n.x().hardtanh(-1, 1)),
        of("selu(x)", n -> n.x().selu()),
        of("celu(x)", n -> n.x().celu(1)),
        of("geluTanh(x)", n -> n.x().geluTanh()),
        of("mish(x)", n -> n.x().mish()),
        of("softshrink(x)", n -> n.x().softshrink(0.5)),
        of("tanhshrink(x)", n -> n.x().tanhshrink()),
        of("elu(x)", n -> n.x().elu(1)));
  }

  private static List<Case> withNumbers() {
    return List.of(
        of("leakyRelu(x, 0.2)", n -> n.x().leakyRelu(0.2)),
        of("leaky_relu(x, slope=1/4)", n -> n.x().leakyRelu(0.25)),
        of("hardtanh(x, -1, high=2.5)", n -> n.x().hardtanh(-1, 2.5)),
        of("threshold(x, 0.5, -1)", n -> n.x().threshold(0.5, -1)),
        of("softplus(x, 2)", n -> n.x().softplus(2)),
        of("softplus(x, beta=2, threshold=3)", n -> n.x().softplus(2, 3)),
        of("prelu(x, y)", n -> n.x().prelu(n.y())),
        of("celu(x, alpha=0.5)", n -> n.x().celu(0.5)),
        of("softshrink(x, 1)", n -> n.x().softshrink(1)),
        of("hardshrink(x, lambda=1)", n -> n.x().hardshrink(1)),
        of("elu(x, alpha=2)", n -> n.x().elu(2)));
  }

  private static List<Case> alongAxes() {
    return List.of(
        of("maxout(concat(u, v), 2)", n -> n.u().concat(0, n.v()).maxout(2)),
        of("softmax(x)", n -> n.x().softmax(-1)),
        of("softmax(x, axis=0)", n -> n.x().softmax(0)),
        of("softmax(x, temperature=2)", n -> n.x().softmax(-1, 2)),
        of("softmax(x, 0, 0.5)", n -> n.x().softmax(0, 0.5)),
        of("logSoftmax(x, 1)", n -> n.x().logSoftmax(1)),
        of("logSoftmax(x, 1, 3)", n -> n.x().logSoftmax(1, 3)),
        of("softmin(x, 0)", n -> n.x().softmin(0)),
        of("glu(x, 0)", n -> n.x().glu(0)),
        of("logsumexp(x, 0)", n -> n.x().logSumExp(0)));
  }
}
