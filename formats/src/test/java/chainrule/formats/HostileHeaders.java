// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Headers that break a rule each, for eight bytes of data, with what must be said of them. */
final class HostileHeaders {
  private static final String GOOD = tensor("F32", "[2]", "[0,8]");

  private HostileHeaders() {}

  static Stream<Arguments> all() {
    return Stream.of(texts(), metadata(), keys(), types(), shapes(), offsets(), depths())
        .flatMap(headers -> headers);
  }

  /** What is no JSON object of text, or not where it must stand. */
  private static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", "header length 0; the shortest header, {}, has 2"),
        arguments("{", "header length 1; the shortest"),
        arguments("[]", "must begin with { and end with }"),
        arguments("  ", "must begin with {"),
        arguments("null", "must begin with {"),
        arguments(" {\"a\":" + GOOD + "}", "must begin with {"),
        arguments("\n{\"a\":" + GOOD + "}", "must begin with {"),
        arguments("\ufeff{\"a\":" + GOOD + "}", "must begin with {"),
        arguments("{\"a\":" + GOOD + "}\n", "padded with nothing but spaces"),
        arguments("{\"a\":" + GOOD + "}\0", "padded with nothing but spaces"),
        arguments("{\"a\":" + GOOD + "} x", "padded with nothing but spaces"),
        arguments("{\"a\":" + GOOD + "}{}", "follows the header's object"),
        arguments("{\"a\":" + GOOD + "}]}", "header: character"),
        arguments("{\"a\":" + GOOD, "tensor \"a\"|header: character"),
        arguments("{\"a\":" + GOOD + ",}", "header: character"),
        arguments("{'a':" + GOOD + "}", "header: character"),
        arguments("{a:" + GOOD + "}", "header: character"),
        arguments("{\"a\" " + GOOD + "}", "header: character"),
        arguments("{/**/\"a\":" + GOOD + "}", "header: character"),
        arguments("{\"a\nb\":" + GOOD + "}", "header: character"));
  }

  /** Free text that is none, and names that cannot be written. */
  private static Stream<Arguments> metadata() {
    return Stream.of(
        arguments("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"},\"a\":" + GOOD + "}", "Duplicate"),
        arguments("{\"__metadata__\":{},\"__metadata__\":{},\"a\":" + GOOD + "}", "Duplicate"),
        arguments("{\"__metadata__\":[],\"a\":" + GOOD + "}", "__metadata__ is not an object"),
        arguments("{\"__metadata__\":null,\"a\":" + GOOD + "}", "__metadata__ is not an object"),
        arguments("{\"__metadata__\":\"x\",\"a\":" + GOOD + "}", "__metadata__ is not an object"),
        arguments("{\"__metadata__\":{\"k\":1},\"a\":" + GOOD + "}", "\"k\" is not a string"),
        arguments("{\"__metadata__\":{\"k\":null},\"a\":" + GOOD + "}", "\"k\" is not a string"),
        arguments("{\"__metadata__\":{\"k\":{}},\"a\":" + GOOD + "}", "\"k\" is not a string"),
        arguments("{\"__metadata__\":{\"k\":[\"x\"]},\"a\":" + GOOD + "}", "\"k\" is not a string"),
        arguments("{\"__metadata__\":{\"k\":\"\\ud800\"},\"a\":" + GOOD + "}", "surrogate"),
        arguments("{\"\\udc00\":" + GOOD + "}", "surrogate"));
  }

  /** Tensors that are no objects, or lack or repeat a key. */
  private static Stream<Arguments> keys() {
    return Stream.of(
        arguments("{\"a\":" + GOOD + ",\"a\":" + GOOD + "}", "Duplicate"),
        arguments("{\"a\":" + GOOD + ",\"\\u0061\":" + GOOD + "}", "Duplicate"),
        arguments(
            "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
            "Duplicate"),
        arguments(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}}",
            "Duplicate"),
        arguments(
            "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8],\"data_offsets\":[0,8]}}",
            "Duplicate"),
        arguments("{\"a\":1}", "tensor \"a\" is not an object"),
        arguments("{\"a\":null}", "tensor \"a\" is not an object"),
        arguments("{\"a\":[" + GOOD + "]}", "tensor \"a\" is not an object"),
        arguments("{\"a\":\"F32\"}", "tensor \"a\" is not an object"),
        arguments("{\"a\":{}}", "tensor \"a\": dtype is missing"),
        arguments(
            "{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", "tensor \"a\": dtype is missing"),
        arguments(
            "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "tensor \"a\": shape is missing"),
        arguments(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "tensor \"a\": data_offsets are missing"));
  }

  /** Types that there are not. */
  private static Stream<Arguments> types() {
    return Stream.of(
        arguments(one("f32", "[2]", "[0,8]"), "unknown dtype \"f32\"; known are [F32, F64"),
        arguments(one("F128", "[2]", "[0,8]"), "unknown dtype \"F128\""),
        arguments(one("", "[2]", "[0,8]"), "unknown dtype \"\""),
        arguments(
            "{\"a\":{\"dtype\":32,\"shape\":[2],\"data_offsets\":[0,8]}}",
            "dtype is not a string"));
  }

  /** Sizes that are none, or too many. */
  private static Stream<Arguments> shapes() {
    return Stream.of(
        arguments(one("F32", "2", "[0,8]"), "shape is not an array"),
        arguments(one("F32", "null", "[0,8]"), "shape is not an array"),
        arguments(one("F32", "[[2]]", "[0,8]"), "shape holds"),
        arguments(one("F32", "[\"2\"]", "[0,8]"), "shape holds"),
        arguments(one("F32", "[true]", "[0,8]"), "shape holds"),
        arguments(one("F32", "[null]", "[0,8]"), "shape holds"),
        arguments(one("F32", "[2.0]", "[0,8]"), "shape holds 2.0; a whole number below 2^63"),
        arguments(one("F32", "[2e0]", "[0,8]"), "shape holds 2e0; a whole number below 2^63"),
        arguments(one("F32", "[-2]", "[0,8]"), "shape holds -2; 0 or more"),
        arguments(one("F32", "[-0]", "[0,8]"), "shape holds -0; 0 or more"),
        arguments(one("F32", "[-1,-2]", "[0,8]"), "shape holds -1; 0 or more"),
        arguments(one("F32", "[9223372036854775808]", "[0,8]"), "a whole number below 2^63"),
        arguments(one("F32", "[18446744073709551618]", "[0,8]"), "a whole number below 2^63"),
        arguments(one("F32", "[9223372036854775807]", "[0,8]"), "more than 2^63 - 1 bytes"),
        arguments(one("F32", "[4294967296,4294967296,2]", "[0,8]"), "more than 2^63 - 1 bytes"),
        arguments(one("F32", "[2147483649,8589934588]", "[0,8]"), "more than 2^63 - 1 bytes"),
        arguments(one("F32", "[4611686018427387906]", "[0,8]"), "more than 2^63 - 1 bytes"),
        arguments(one("F32", "[1" + ",1".repeat(32) + "]", "[0,8]"), "more than 32 numbers"));
  }

  /** Bytes that do not fit the shape, the file or each other. */
  private static Stream<Arguments> offsets() {
    return Stream.of(
        arguments(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"x\":0}}",
            "tensor \"a\": unknown key \"x\""),
        arguments(one("F32", "[3]", "[0,8]"), "F32[3] needs 12 bytes; data_offsets give 8"),
        arguments(one("F32", "[1]", "[0,8]"), "F32[1] needs 4 bytes; data_offsets give 8"),
        arguments(one("F64", "[2]", "[0,8]"), "F64[2] needs 16 bytes; data_offsets give 8"),
        arguments(one("F32", "[0]", "[0,8]"), "F32[0] needs 0 bytes; data_offsets give 8"),
        arguments(one("F32", "[2]", "0"), "data_offsets is not an array"),
        arguments(one("F32", "[2]", "[]"), "data_offsets has 0 numbers; 2 are needed"),
        arguments(one("F32", "[2]", "[8]"), "data_offsets has 1 numbers; 2 are needed"),
        arguments(one("F32", "[2]", "[0,8,8]"), "data_offsets has more than 2 numbers"),
        arguments(one("F32", "[2]", "[8,0]"), "do not lie in order within the 8 bytes"),
        arguments(one("F32", "[2]", "[-8,0]"), "data_offsets holds -8; 0 or more"),
        arguments(one("F32", "[2]", "[4,12]"), "do not lie in order within the 8 bytes"),
        arguments(one("F32", "[2]", "[8,16]"), "do not lie in order within the 8 bytes"),
        arguments(one("F32", "[2]", "[0,9223372036854775807]"), "do not lie in order"),
        arguments(one("F32", "[2]", "[0,1e1]"), "a whole number below 2^63"),
        arguments(one("F32", "[1]", "[0,4]"), "4 bytes follow the last tensor, which ends at 4"),
        arguments(one("F32", "[1]", "[4,8]"), "begins at 4, after a hole that begins at 0"),
        arguments("{}", "8 bytes follow the last tensor, which ends at 0"),
        arguments(two("[0,4]", "[0,4]"), "begins at 0, inside the one before, which ends at 4"),
        arguments(
            two("[4,8]", "[0,4]", "[2,6]"), "begins at 2, inside the one before, which ends at 4"),
        arguments(two("[0,8]", "[0,8]"), "needs 4 bytes; data_offsets give 8"),
        arguments(
            "{\"a\":"
                + tensor("U8", "[1]", "[0,1]")
                + ",\"b\":"
                + tensor("U8", "[6]", "[2,8]")
                + "}",
            "\"b\" begins at 2, after a hole that begins at 1"));
  }

  /** Nesting and lengths without end. */
  private static Stream<Arguments> depths() {
    return Stream.of(
        arguments("{\"a\":" + "{\"x\":".repeat(100) + "}", "unknown key \"x\""),
        arguments("{\"a\":" + "[".repeat(100_000) + "}", "tensor \"a\" is not an object"),
        arguments(
            "{\"a\":{\"shape\":[" + "[".repeat(100_000) + "}", "shape holds|header: character"),
        arguments("{\"a\":{\"shape\":[" + "9".repeat(5_000) + "]}}", "length (5000) exceeds"),
        arguments(
            "{\"" + "n".repeat(60_000) + "\":" + GOOD + "}",
            "exceeds the maximum allowed (50000)"));
  }

  static String tensor(String dtype, String shape, String offsets) {
    return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":" + offsets + "}";
  }

  static String one(String dtype, String shape, String offsets) {
    return "{\"a\":" + tensor(dtype, shape, offsets) + "}";
  }

  /** Tensors of one F32 each. */
  static String two(String... offsets) {
    StringBuilder header = new StringBuilder();
    for (int i = 0; i < offsets.length; i++) {
      header.append(i == 0 ? "{" : ",").append("\"t").append(i).append("\":");
      header.append(tensor("F32", "[1]", offsets[i]));
    }
    return header.append("}").toString();
  }
}
