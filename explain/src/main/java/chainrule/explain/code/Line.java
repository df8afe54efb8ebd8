// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.code;

import java.util.Optional;

/**
 * A line of a class.
 *
 * @param declared the variable that it sets for the first time, if it does
 * @param code what it is set to; or the whole statement
 * @param remark what stands behind it; empty for nothing
 */
record Line(Optional<Value> declared, String code, String remark) {

  /** Behind an array, makes another of the same elements. */
  static final String COPY = ".clone()";

  /** Sets a variable for the first time. */
  static Line set(Value variable, String code, String remark) {
    return new Line(Optional.of(variable), code, remark);
  }

  /** Adds to a variable. */
  static Line add(Value variable, String code, String remark, Routines used) {
    String statement =
        variable.isNumber()
            ? variable.text() + " += " + code + ";"
            : used.call(Routine.ADD, variable.text(), read(code)) + ";";
    return new Line(Optional.empty(), statement, remark);
  }

  /** An array that is only read, which need not be a copy. */
  private static String read(String code) {
    boolean isCopy = code.endsWith(COPY) && code.indexOf('(') == code.lastIndexOf('(');
    return isCopy ? code.substring(0, code.length() - COPY.length()) : initialized(code);
  }

  /** A whole statement. */
  static Line plain(String statement) {
    return new Line(Optional.empty(), statement, "");
  }

  /** With its variable as one of the method. */
  String local() {
    return declared.map(value -> declaration(value) + " = " + code + ";").orElse(code);
  }

  /** With its variable as one of the class. */
  String assignment() {
    return declared.map(value -> value.text() + " = " + initialized(code) + ";").orElse(code);
  }

  /** The variable of the class. */
  Optional<String> field() {
    return declared.map(value -> "static " + declaration(value) + ";");
  }

  private static String declaration(Value value) {
    return (value.isNumber() ? "double " : "double[] ") + value.text();
  }

  private static String initialized(String code) {
    return code.startsWith("{") ? "new double[] " + code : code;
  }
}
