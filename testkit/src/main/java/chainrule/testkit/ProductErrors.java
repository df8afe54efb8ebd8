// SPDX-License-Identifier: Apache-2.0
package chainrule.testkit;

import static chainrule.testkit.ErrorList.MATRIX;
import static chainrule.testkit.ErrorList.ROW;
import static chainrule.testkit.ErrorList.WHOLE;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.tensor.Contraction;
import chainrule.tensor.Tensor;
import chainrule.tensor.TensorProduct;
import chainrule.tensor.VectorProduct;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** Calls that products of vectors and sums over letters must refuse. */
final class ProductErrors {

  private static final Tensor SPACE = Tensor.ones(2, 3);

  private ProductErrors() {}

  static void contraction(Contraction operation, ErrorList list) {
    switch (operation) {
      case Contraction.Matmul _ -> {
        Tensor narrow = MATRIX.slice(0, 0, 1);
        list.shape(
            "inner sizes",
            () -> MATRIX.matmul(Tensor.ones(4, 2)),
            "a is [2, 3]",
            "b is [4, 2]",
            "b must be [3, n]");
        list.shape("one to transpose", () -> MATRIX.matmul(narrow), "b.transpose() is [3, 1]");
        list.shape("a number", () -> Tensor.scalar(1).matmul(MATRIX), "F32[]", "two axes or more");
        for (Tensor thin : List.of(Tensor.scalar(1), ROW)) {
          list.shape(
              "applied as it stands to " + thin.spec(),
              () -> new Contraction.Matmul().apply(List.of(MATRIX, thin)),
              "b is " + thin.spec(),
              "two axes or more");
        }
        list.shape(
            "batches", () -> Tensor.ones(2, 1, 1).matmul(Tensor.ones(3, 1, 1)), "[2] and [3]");
        list.type(
            "types",
            () -> MATRIX.matmul(Tensor.full(DType.F64, Shape.of(3, 1), 1)),
            "F32[2, 3] and F64[3, 1]",
            "both alike");
        list.type("integers", () -> WHOLE.reshape(1, 2).matmul(WHOLE.reshape(2, 1)), "I64[1, 2]");
        Function<List<Tensor>, Tensor> product = in -> in.get(0).matmul(in.get(1));
        Tensor wide = Tensor.ones(2, 4, 3);
        Tensor tall = Tensor.ones(2, 3, 5);
        list.types(product, wide, tall);
        list.sizes(product, 0, 2, wide, tall);
        list.sizes(product, 1, 1, wide, tall);
      }
      case Contraction.Affine _ -> {
        Tensor weight = Tensor.ones(3, 4);
        Tensor bias = Tensor.ones(4);
        list.shape(
            "one sample", () -> bias.affine(weight, bias), "x is F32[4]", "x.reshape(1, -1)");
        list.shape("weight", () -> MATRIX.affine(Tensor.ones(2, 3, 4), bias), "weight [in, out]");
        list.shape("inner sizes", () -> MATRIX.affine(Tensor.ones(4, 3), bias), "[4, 3]", "[3, n]");
        list.shape("bias", () -> MATRIX.affine(weight, ROW), "bias is F32[2]", "needs [4]");
        list.type("types", () -> MATRIX.affine(weight, bias.to(DType.F64)), "F64[4]", "both alike");
        list.type("integers", () -> MATRIX.to(DType.I64).affine(weight, bias), "I64[2, 3]");
        Function<List<Tensor>, Tensor> layer = in -> in.get(0).affine(in.get(1), in.get(2));
        list.types(layer, SPACE, weight, bias);
        list.sizes(layer, 0, 1, SPACE, weight, bias);
        list.sizes(layer, 2, 0, SPACE, weight, bias);
        list.ranks(layer, 1, Set.of(2), SPACE, weight, bias);
        list.ranks(layer, 2, Set.of(1), SPACE, weight, bias);
      }
    }
  }

  static void vectors(VectorProduct product, ErrorList list) {
    switch (product) {
      case VectorProduct.Dot _ -> {
        list.shape("lengths", () -> ROW.dot(Tensor.ones(3)), "F32[2]", "F32[3]", "equal lengths");
        pair(Tensor::dot, list);
      }
      case VectorProduct.Outer _ -> pair(Tensor::outer, list);
      case VectorProduct.Vecdot _ -> {
        list.axes((x, axis) -> x.vecdot(x, axis));
        list.types(in -> in.get(0).vecdot(in.get(1)), SPACE, SPACE);
        list.shape("lengths", () -> ROW.vecdot(SPACE), "[2]", "[2, 3]", "do not broadcast");
        list.shape("rows", () -> SPACE.vecdot(Tensor.ones(4, 3)), "axis -2 is 2 and 4");
        list.index("numbers", () -> Tensor.scalar(1).vecdot(Tensor.scalar(2)), "axis -1", "[]");
      }
      case VectorProduct.Cross _ -> {
        list.axes((x, axis) -> x.cross(x, axis), Tensor.ones(3, 3));
        list.types(in -> in.get(0).cross(in.get(1)), SPACE, SPACE);
        list.shape("in a plane", () -> ROW.cross(ROW), "a is F32[2]", "axis -1 must be 3 long");
        list.shape("one number", () -> SPACE.cross(Tensor.ones(1)), "b is F32[1]", "3 long");
        list.shape("no axis", () -> SPACE.cross(Tensor.scalar(1)), "b is F32[]", "3 long");
        list.shape("the other axis", () -> SPACE.cross(SPACE, 0), "axis -2 must be 3 long");
        list.shape("rows", () -> SPACE.cross(Tensor.ones(4, 3)), "axis -2 is 2 and 4");
      }
    }
  }

  private static void pair(BinaryOperator<Tensor> method, ErrorList list) {
    list.shape("a matrix", () -> method.apply(MATRIX, ROW), "a is F32[2, 3]", "two vectors");
    list.shape("a number", () -> method.apply(ROW, Tensor.scalar(1)), "b is F32[]", "two vectors");
    Function<List<Tensor>, Tensor> call = in -> method.apply(in.get(0), in.get(1));
    list.types(call, Tensor.ones(3), Tensor.ones(3));
    list.ranks(call, 0, Set.of(1), Tensor.ones(3), Tensor.ones(3));
    list.ranks(call, 1, Set.of(1), Tensor.ones(3), Tensor.ones(3));
    list.type("types", () -> method.apply(ROW, ROW.to(DType.F64)), "b is F64[2]", "both alike");
    list.type("integers", () -> method.apply(WHOLE, WHOLE), "a is I64[2]", "needs F32 or F64");
  }

  static void tensors(TensorProduct product, ErrorList list) {
    switch (product) {
      case TensorProduct.Einsum _ -> {
        list.types(in -> in.get(0).einsum("ij,ij->i", in.get(1)), SPACE, SPACE);
        equations(list);
        letters(list);
      }
      case TensorProduct.Kron _ -> {
        list.types(in -> in.get(0).kron(in.get(1)), SPACE, SPACE);
        Tensor deep = Tensor.ones(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        list.shape("17 axes", () -> deep.kron(ROW), "b is F32[2]", "at most 16 axes");
        list.shape("17 axes on the right", () -> ROW.kron(deep), "a is F32[2]", "at most 16");
      }
      case TensorProduct.Trace _ -> {
        list.shape("a row", () -> ROW.trace(), "input is F32[2]", "two axes or more");
        list.shape("a number", () -> Tensor.scalar(1).trace(), "input is F32[]", "two axes");
        list.types(in -> in.getFirst().trace(), SPACE);
        list.ranks(in -> in.getFirst().trace(), 0, Set.of(2, 3, 4, 5), SPACE);
      }
    }
  }

  private static void equations(ErrorList list) {
    equation(list, "", "\"\" is empty", "operands are [[2, 3]]");
    equation(list, "  ", "\"  \" is empty");
    equation(list, "i1", "has '1' in operand 0, \"i1\"");
    equation(list, "ij>", "has '>' in operand 0");
    equation(list, "i-j", "has '-' in operand 0");
    equation(list, "ij;", "has ';' in operand 0");
    equation(list, "αj", "has 'α' in operand 0");
    equation(list, "i.j", "\"i.j\", that are no ellipsis");
    equation(list, "i..j", "that are no ellipsis");
    equation(list, "......", "that are no ellipsis");
    equation(list, "i...j...", "that are no ellipsis", "at most one");
    equation(list, "ij->i->", "has '-' in the result");
    equation(list, "ij->i.", "dots in the result");
    equation(list, "ij->k", "has 'k' in the result, which no operand has");
    equation(list, "ij->ijk", "has 'k' in the result");
    equation(list, "ij->ii", "has 'i' twice in the result");
    equation(list, "ij->i,j", "has a comma after the ->");
    equation(list, "ij,jk->ik", "names 2 operands; there are 1");
    equation(list, "ij,", "names 2 operands; there are 1");
    list.argument("one too few", () -> MATRIX.einsum("ij->ij", ROW), "1 operand; there are 2");
  }

  private static void equation(ErrorList list, String equation, String... says) {
    list.argument("\"" + equation + "\"", () -> MATRIX.einsum(equation), says);
  }

  private static void letters(ErrorList list) {
    list.shape("no letter for an axis", () -> MATRIX.einsum("i"), "1 axis, \"i\"; it is [2, 3]");
    list.shape("a letter too many", () -> ROW.einsum("ij"), "2 axes, \"ij\"; it is [2]");
    list.shape(
        "more than an ellipsis", () -> ROW.einsum("...ij"), "2 axes or more", "it is [2]", "one");
    list.shape("nothing", () -> MATRIX.einsum("->"), "operand 0 0 axes, \"\"");
    list.shape(
        "sizes", () -> MATRIX.einsum("ij,jk->ik", MATRIX), "j is 3 in operand 0, [2, 3], and 2");
    list.shape("no square", () -> MATRIX.einsum("ii->i"), "i is 2", "and 3", "in one operand");
    list.shape(
        "batches",
        () -> MATRIX.einsum("...i,...i", Tensor.ones(4, 3)),
        "2 in operand 0",
        "and 4 in operand 1");
  }
}
