// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

import chainrule.error.DtypeException;
import chainrule.error.ShapeException;
import java.util.List;

/** Losses that compare embeddings or ranks: what belongs together is to lie nearer. */
public sealed interface DistanceLoss extends Composite {

  /** What becomes of the terms, one a row. */
  Averaging averaging();

  /** The terms. */
  Tensor terms(List<Tensor> inputs);

  /**
   * 1 - cos(a, b) where c is 1, max(0, cos(a, b) - margin) where c is -1. Shapes: a and b [n, d], c
   * [n].
   */
  record Cosine(double margin, Averaging averaging) implements DistanceLoss {
    private static final double SMALL = 1e-12;

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "cosineEmbedding",
              "cosine",
              Role.MIXER,
              "A cosine-loss gate turns vectors that belong together to one another, and others"
                  + " apart.",
              "余弦损失门让同类的两个向量转向彼此，让不同类的彼此转开。")
          .withKink("0 where the margin is just kept", "恰好保持间隔处取 0")
          .withCard(
              "1 - cos(a, b) where c = 1, max(0, cos(a, b) - margin) where c = -1",
              "[n, d], [n, d], [n] -> [], or [n] if not averaged",
              "torch.nn.functional.cosine_embedding_loss");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec a = vectors(name(), inputs.subList(0, 2));
      Spec c = inputs.get(2);
      if (!c.equals(new Spec(a.dtype(), a.shape().without(1)))) {
        throw new ShapeException(
            name()
                + ": a is "
                + a
                + ", target is "
                + c
                + "; needs a 1 or -1 for each row, "
                + new Spec(a.dtype(), a.shape().without(1)));
      }
      return new Spec(a.dtype(), averaging.shape(c.shape()));
    }

    @Override
    public Tensor terms(List<Tensor> inputs) {
      Tensor a = inputs.get(0);
      Tensor b = inputs.get(1);
      Tensor lengths = a.square().sum(1).plus(SMALL).times(b.square().sum(1).plus(SMALL)).sqrt();
      Tensor cosine = a.times(b).sum(1).over(lengths);
      Tensor apart = cosine.minus(margin).relu();
      Tensor target = inputs.get(2);
      Tensor none = target.minus(target);
      return target
          .equal(1)
          .where(Engine.number(cosine, 1).minus(cosine), target.equal(-1).where(apart, none));
    }

    @Override
    public Partial partial(int input) {
      return input == 2 ? chosen() : Definitions.partial(this, input, THROUGH);
    }
  }

  /** max(0, -c * (a - b) + margin): a is to rank above b where c is 1, below where c is -1. */
  record Ranking(double margin, Averaging averaging) implements DistanceLoss {
    @Override
    public Meaning meaning() {
      return Meaning.of(
              "marginRanking",
              "ranking",
              Role.ROUTER,
              "A ranking-loss gate is a gradient router: pairs inside the margin get a share each,"
                  + " with signs.",
              "排序损失门是梯度路由器：间隔不足的每对得分各得一份带正负号的回传梯度。")
          .withKink("0 where the margin is just kept", "恰好保持间隔处取 0")
          .withCard(
              "max(0, -c * (a - b) + margin), averaged",
              "[..], [..], [..] -> [], or [..] if not averaged",
              "torch.nn.functional.margin_ranking_loss");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec a = alike(name(), inputs);
      return new Spec(a.dtype(), averaging.shape(a.shape()));
    }

    @Override
    public Tensor terms(List<Tensor> inputs) {
      Tensor lead = inputs.get(0).minus(inputs.get(1));
      return inputs.get(2).negate().times(lead).plus(margin).relu();
    }

    @Override
    public Partial partial(int input) {
      return Definitions.partial(this, input, input == 2 ? THROUGH : SIGNS.get(input));
    }

    private static final List<String> SIGNS =
        List.of("-c * g inside the margin, 0 elsewhere", "c * g inside the margin, 0 elsewhere");
  }

  /**
   * max(0, |a - b| - |a - c| + margin) of an anchor a, a vector b that belongs to it and a vector c
   * that does not, with 2-norms of the differences plus 1e-6 (Balntas et al. 2016,
   * doi:10.5244/C.30.119). With {@code swap} the nearer of |a - c| and |b - c| counts. Shapes: all
   * [n, d].
   */
  record Triplet(double margin, boolean swap, Averaging averaging) implements DistanceLoss {
    private static final double SMALL = 1e-6;

    @Override
    public Meaning meaning() {
      return Meaning.of(
              "tripletMargin",
              "triplet",
              Role.MIXER,
              "A triplet-loss gate pulls the anchor to its kin and off the stranger, until the"
                  + " margin is kept.",
              "三元组损失门把锚点拉向同类、推离异类，直到间隔足够。")
          .withKink("0 where the margin is just kept", "恰好保持间隔处取 0")
          .withCard(
              "max(0, |a - b| - |a - c| + margin), averaged",
              "[n, d], [n, d], [n, d] -> [], or [n] if not averaged",
              "torch.nn.functional.triplet_margin_loss");
    }

    @Override
    public Spec infer(List<Spec> inputs) {
      Spec a = vectors(name(), inputs);
      return new Spec(a.dtype(), averaging.shape(a.shape().without(1)));
    }

    @Override
    public Tensor terms(List<Tensor> inputs) {
      Tensor stranger = distance(inputs.get(0), inputs.get(2));
      if (swap) {
        stranger = stranger.minimum(distance(inputs.get(1), inputs.get(2)));
      }
      return distance(inputs.get(0), inputs.get(1)).minus(stranger).plus(margin).relu();
    }

    @Override
    public Partial partial(int input) {
      return Definitions.partial(this, input, THROUGH);
    }

    private static Tensor distance(Tensor x, Tensor y) {
      return x.minus(y).plus(SMALL).norm(1);
    }
  }

  /** A gradient that has no shorter formula. */
  String THROUGH = "through the definition";

  @Override
  default Tensor define(List<Tensor> inputs) {
    return averaging().of(terms(inputs));
  }

  private static Partial chosen() {
    return Partial.none(
        "1 or -1 says which term counts and has no gradient", "1 或 -1 只决定取哪一项，没有梯度");
  }

  private static Spec vectors(String name, List<Spec> inputs) {
    Spec a = alike(name, inputs);
    if (a.shape().rank() != 2) {
      throw new ShapeException(
          name + ": inputs are " + a + "; needs rows of numbers, [n, d]",
          "give a single vector as one row: x.reshape(1, -1)");
    }
    return a;
  }

  private static Spec alike(String name, List<Spec> inputs) {
    Spec a = Needs.floating(name, inputs.getFirst());
    for (Spec other : inputs) {
      if (other.dtype() != a.dtype()) {
        throw new DtypeException(
            name + ": inputs are " + inputs + "; types must be equal",
            "convert one with .to(DType." + a.dtype() + ")");
      }
      if (!other.shape().equals(a.shape())) {
        throw new ShapeException(name + ": inputs are " + inputs + "; shapes must be equal");
      }
    }
    return a;
  }
}
