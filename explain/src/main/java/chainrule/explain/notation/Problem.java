// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException;
import chainrule.error.NotationException.Wording;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What can be wrong with a text, in English and Chinese. {@code {at}} is the place, {@code {0}} and
 * so on are pieces of the text.
 */
enum Problem {
  // ---------------------------------------------------------------- limits
  TOO_LONG(
      "the text is too long {at}: {0} characters; at most {1} are read",
      "cut it into smaller expressions", "文本在{at}超出长度：{0} 个字符；最多读取 {1} 个", "把它拆成较小的表达式"),
  TOO_DEEP(
      "more than {0} brackets, signs and powers inside one another {at}",
      "give inner parts a name in statements of their own, as in q = x + y",
      "{at}嵌套的括号、符号和幂超过 {0} 层",
      "用单独的语句给内层部分命名，例如 q = x + y"),
  TOO_MANY_GATES(
      "more than {0} gates, reached {at}",
      "cut it into smaller expressions, or raise the limit", "{at}门单元超过 {0} 个", "把它拆成较小的表达式，或提高上限"),
  TOO_MANY_NUMBERS(
      "more than {0} numbers, reached {at}",
      "give large matrices as values of names", "{at}数超过 {0} 个", "把大矩阵作为名称的值给出"),

  // ---------------------------------------------------------------- characters and numbers
  UNKNOWN_CHARACTER(
      "\"{0}\" {at} has no meaning here",
      "use names, numbers, + - * / ^ @ ( ) [ ] , = ; and functions such as exp(x)",
      "{at}的 “{0}” 在这里没有意义",
      "可用名称、数、+ - * / ^ @ ( ) [ ] , = ; 以及 exp(x) 这样的函数"),
  INVISIBLE(
      "invisible character {1} {at}",
      "delete it, or type the line anew", "{at}有不可见字符 {1}", "删除它，或重新输入这一行"),
  FOREIGN_DIGIT(
      "digit \"{0}\" {at}; numbers are written with 0 to 9",
      "type the number with the digits 0 to 9", "{at}有数字 “{0}”；数用 0 到 9 书写", "用数字 0 到 9 书写"),
  SUPERSCRIPT(
      "raised character \"{0}\" {at}",
      "write powers with ^, as in x^2", "{at}有上标字符 “{0}”", "幂用 ^ 书写，例如 x^2"),
  INSTEAD("\"{0}\" {at} is not known here", "write {1} instead", "{at}的 “{0}” 在这里不可用", "改写成 {1}"),
  LOGICAL(
      "\"{0}\" {at}: conditions cannot be joined",
      "nest them, as in where(x > 0, where(x < 1, a, b), b)",
      "{at}有 “{0}”：条件不能连接",
      "把它们嵌套，例如 where(x > 0, where(x < 1, a, b), b)"),
  AUGMENTED(
      "\"{0}\" {at}: a name is assigned once and never changes",
      "assign a new name, as in q2 = q + x", "{at}有 “{0}”：名称只赋值一次，之后不变", "赋给新的名称，例如 q2 = q + x"),
  SLASHES(
      "\"{0}\" {at} is no comment here",
      "begin comments with #; divide with one /", "{at}的 “{0}” 在这里不是注释", "注释以 # 开头；除法用一个 /"),
  QUOTE(
      "{0} {at}: there is no text in formulas",
      "leave the quotation marks out; names stand as they are", "{at}有 {0}：公式中没有文本", "去掉引号；名称直接书写"),
  INFINITY(
      "\"{0}\" {at}: infinity is no number here",
      "use a large number such as 1e300, or the expression that becomes infinite",
      "{at}有 “{0}”：无穷在这里不是数",
      "用很大的数，例如 1e300，或写出变为无穷的表达式"),
  DERIVATIVE(
      "\"{0}\" {at}: derivatives are not written, they are computed",
      "write the function alone; its gradients come by themselves",
      "{at}有 “{0}”：导数不用书写，由程序计算",
      "只写函数；梯度会自动算出"),
  PERCENT(
      "\"{0}\" {at}: there are no percents and no remainders",
      "write 5 percent as 0.05", "{at}有 “{0}”：没有百分号，也没有取余", "百分之五写成 0.05"),
  FACTORIAL(
      "\"{0}\" {at}: there are no factorials and no negations of conditions",
      "write the product out, or turn the comparison around",
      "{at}有 “{0}”：没有阶乘，也没有条件的否定",
      "把乘积写出来，或把比较反过来"),
  BACKSLASH(
      "\"{0}\" {at}: this is no LaTeX",
      "write a / b for a fraction, sqrt(x) for a root, sum(x) for a sum",
      "{at}有 “{0}”：这里不是 LaTeX",
      "分数写 a / b，根写 sqrt(x)，求和写 sum(x)"),
  ELLIPSIS("\"{0}\" {at}: nothing may be left out", "write all of it", "{at}有 “{0}”：不能省略", "全部写出"),
  COLON(
      "\"{0}\" {at} is not known here",
      "assign with =, divide with /, cut with slice(x, axis, from, to)",
      "{at}的 “{0}” 在这里不可用",
      "赋值用 =，除法用 /，切片用 slice(x, axis, from, to)"),
  POINT(
      "\"{0}\" {at} belongs to no number",
      "write decimals as 0.5; transpose with W', call functions as exp(x)",
      "{at}的 “{0}” 不属于任何数",
      "小数写成 0.5；转置写 W'，函数写 exp(x)"),
  NUMBER_POINTS(
      "number \"{0}\" {at} has more than one point",
      "keep one point, as in 1.5", "{at}的数 “{0}” 有不止一个小数点", "只留一个小数点，例如 1.5"),
  NUMBER_EXPONENT(
      "number \"{0}\" {at} has no whole exponent",
      "write a power of ten as 1e3 or 1e-3; Euler's number as e, with a * before it",
      "{at}的数 “{0}” 没有整数指数",
      "十的幂写成 1e3 或 1e-3；自然常数写 e，前面加 *"),
  NUMBER_UNDERSCORE(
      "number \"{0}\" {at}: an underscore stands between two digits",
      "write 1_000, or 1000", "{at}的数 “{0}”：下划线只能在两个数字之间", "写成 1_000 或 1000"),
  NUMBER_BASE(
      "number \"{0}\" {at} is followed by a letter; numbers are decimal",
      "write it in decimal; for a product put a * between",
      "{at}的数 “{0}” 后面有字母；数只用十进制",
      "用十进制书写；若是乘积，中间加 *"),
  NUMBER_LONG(
      "number \"{0}\" {at} has more than 1000 characters",
      "17 digits say all that 64 bits can hold", "{at}的数 “{0}” 超过 1000 个字符", "17 位数字就足以表示 64 位数"),
  NUMBER_LARGE(
      "number \"{0}\" {at} is beyond 64 bits, which end at 1.8e308",
      "write a smaller number", "{at}的数 “{0}” 超出 64 位的范围，最大为 1.8e308", "写一个较小的数"),
  NUMBER_SMALL(
      "number \"{0}\" {at} would become 0; 64 bits end at 4.9e-324",
      "write 0 or a larger number", "{at}的数 “{0}” 会变成 0；64 位最小为 4.9e-324", "写 0 或较大的数"),

  // ---------------------------------------------------------------- operands and operators
  EMPTY(
      "there is no expression {at}",
      "write one, such as (x + y) * z",
      "{at}没有表达式",
      "写一个，例如 (x + y) * z"),
  UNEXPECTED_SECOND(
      "unexpected \"{0}\" {at}; needs a number, a name or \"(\"",
      "remove one of the two operators", "{at}出现多余的 “{0}”；此处需要数、名称或 “(”", "删去两个运算符中的一个"),
  UNEXPECTED_FIRST(
      "unexpected \"{0}\" {at}; needs a number, a name or \"(\" before it",
      "write what stands left of it", "{at}出现多余的 “{0}”；它前面需要数、名称或 “(”", "写出它左边的内容"),
  UNEXPECTED_CLOSE(
      "unexpected \"{0}\" {at}; \"{1}\" before it needs a number, a name or \"(\" after it",
      "write what follows the operator, or remove it",
      "{at}出现多余的 “{0}”；前面的 “{1}” 之后需要数、名称或 “(”",
      "写出运算符后面的内容，或删去运算符"),
  EARLY_END(
      "the statement ends {at} after \"{1}\"; needs a number, a name or \"(\"",
      "write what follows; a statement goes on over lines only inside parentheses",
      "语句在{at}的 “{1}” 之后结束；此处需要数、名称或 “(”",
      "写出后面的内容；语句只在括号内可以换行"),
  PRODUCT(
      "no operator between \"{1}\" and \"{0}\" {at}",
      "write {2}*{3} for a product", "{at}的 “{1}” 和 “{0}” 之间没有运算符", "乘积写成 {2}*{3}"),
  INDEXING(
      "\"[\" {at} after \"{0}\": single elements have no notation",
      "cut with slice({0}, axis, from, to), or give the elements names of their own",
      "{at}的 “[” 跟在 “{0}” 之后：单个元素没有记法",
      "用 slice({0}, axis, from, to) 切取，或给元素各自命名"),
  LONE_TRANSPOSE(
      "unexpected \"{0}\" {at}; it transposes the matrix before it",
      "write it after a name or a parenthesis, as in W'",
      "{at}出现多余的 “{0}”；它表示转置前面的矩阵",
      "写在名称或括号之后，例如 W'"),

  // ---------------------------------------------------------------- brackets and commas
  UNCLOSED(
      "\"{0}\" {at} is never closed",
      "write the missing \"{1}\"", "{at}的 “{0}” 没有闭合", "补上缺少的 “{1}”"),
  UNOPENED(
      "\"{0}\" {at} closes nothing",
      "remove it, or write the missing \"{1}\" before it",
      "{at}的 “{0}” 没有对应的左括号",
      "删去它，或在前面补上缺少的 “{1}”"),
  MISMATCH(
      "\"{0}\" {at} does not close the \"{1}\" at line {2}, column {3}",
      "write \"{4}\" instead", "{at}的 “{0}” 与第 {2} 行第 {3} 列的 “{1}” 不配对", "改写成 “{4}”"),
  NOTHING_INSIDE(
      "\"{0}\" {at}: there is nothing between the parentheses",
      "write an expression between them, or remove both",
      "{at}的 “{0}”：括号之间没有内容",
      "在括号之间写表达式，或把括号都删去"),
  MISSING_ARGUMENT(
      "unexpected \"{0}\" {at}; an argument or a number is missing before it",
      "write what is missing, or remove the comma", "{at}出现多余的 “{0}”；它前面缺少一个参数或数", "写出缺少的内容，或删去逗号"),
  COMMA(
      "unexpected \"{0}\" {at}: commas stand in calls and literals",
      "write decimals with a point; arguments as max(a, b); vectors as [1, 2]",
      "{at}出现多余的 “{0}”：逗号只用在函数调用和矩阵中",
      "小数用点；参数写 max(a, b)；向量写 [1, 2]"),
  SEMICOLON_INSIDE(
      "\"{0}\" {at} stands inside the \"{1}\" at line {2}, column {3}",
      "close it first; rows of a matrix are written [[1, 2], [3, 4]]",
      "{at}的 “{0}” 位于第 {2} 行第 {3} 列的 “{1}” 之内",
      "先闭合括号；矩阵的行写成 [[1, 2], [3, 4]]"),

  // ---------------------------------------------------------------- statements and names
  EMPTY_STATEMENT(
      "nothing stands before the \"{0}\" {at}",
      "write a statement there, or remove the \"{0}\"", "{at}的 “{0}” 之前没有语句", "写一条语句，或删去 “{0}”"),
  ASSIGN_NOTHING(
      "unexpected \"{0}\" {at}; one name stands before it",
      "write it as q = x + y", "{at}出现多余的 “{0}”；它前面应是一个名称", "写成 q = x + y"),
  ASSIGN_TO_FORMULA(
      "\"{0}\" {at}: one name stands before it, and no formula",
      "write the name alone, as in q = x + y; solving equations is not done here",
      "{at}的 “{0}”：它前面应是一个名称，而不是公式",
      "只写名称，例如 q = x + y；这里不解方程"),
  ASSIGN_TWICE(
      "second \"{0}\" {at} in one statement",
      "write two statements, as in a = 3; b = a", "{at}在同一语句中有第二个 “{0}”", "写成两条语句，例如 a = 3; b = a"),
  ASSIGN_INSIDE(
      "\"{0}\" {at} stands inside brackets",
      "assign in a statement of its own; compare with ==",
      "{at}的 “{0}” 位于括号之内",
      "在单独的语句中赋值；比较用 =="),
  NAME_TWICE(
      "\"{0}\" {at} is already assigned at line {1}, column {2}",
      "use another name for one of them", "{at}的 “{0}” 已在第 {1} 行第 {2} 列赋值", "其中一个换用别的名称"),
  NAME_BEFORE(
      "\"{0}\" {at} is used before it is assigned at line {1}, column {2}",
      "move its statement up", "{at}使用了 “{0}”，而它到第 {1} 行第 {2} 列才赋值", "把它的语句移到前面"),
  NAME_ITSELF(
      "\"{0}\" {at} is assigned from itself",
      "use a new name, as in {0}2 = ... {0} ...",
      "{at}的 “{0}” 由它自己赋值",
      "用新的名称，例如 {0}2 = ... {0} ..."),
  UNNAMED(
      "the statement {at} has no name, and is not the last",
      "name it, as in q = ...; only the last one is the output without a name",
      "{at}的语句没有名称，又不是最后一条",
      "给它命名，例如 q = ...；只有最后一条可以不命名，作为输出"),

  // ---------------------------------------------------------------- functions
  FUNCTION_UNKNOWN(
      "\"{0}\" {at} is no function",
      "for a product write {0}*(...); the functions are those of the library, such as exp, max,"
          + " sum",
      "{at}的 “{0}” 不是函数",
      "乘积写成 {0}*(...)；函数即本库的函数，例如 exp、max、sum"),
  FUNCTION_NEAR(
      "\"{0}\" {at} is no function",
      "did you mean {1}? for a product write {0}*(...)",
      "{at}的 “{0}” 不是函数",
      "是否指 {1}？乘积写成 {0}*(...)"),
  FUNCTION_DEFINED(
      "\"{0}\" {at}: functions are not defined here",
      "assign a name, as in {0} = x + y", "{at}的 “{0}”：这里不定义函数", "给名称赋值，例如 {0} = x + y"),
  FUNCTION_BARE(
      "\"{0}\" {at} is a function and no value", "write {1}", "{at}的 “{0}” 是函数，不是值", "写成 {1}"),
  ARGUMENTS(
      "wrong number of arguments for \"{0}\" {at}: {1}",
      "write {2}", "{at}的 “{0}” 参数个数不对：{1}", "写成 {2}"),
  OPTION_UNKNOWN(
      "\"{0}\" {at} is no option of {1}", "write {2}", "{at}的 “{0}” 不是 {1} 的选项", "写成 {2}"),
  OPTION_TWICE("\"{0}\" {at} is given twice", "keep one of the two", "{at}的 “{0}” 给了两次", "只留一个"),
  OPTION_ORDER(
      "argument {at} after an option by name",
      "write options such as axis=0 last",
      "{at}的参数在具名选项之后",
      "把 axis=0 这样的选项写在最后"),
  OPTION_NUMBER(
      "\"{0}\" of {1} {at} must be a number without names",
      "write the number itself", "{at}处 {1} 的 “{0}” 必须是不含名称的数", "直接写出这个数"),
  OPTION_WHOLE(
      "\"{0}\" of {1} {at} is {2}; needs a whole number",
      "write a whole number such as 0 or -1", "{at}处 {1} 的 “{0}” 是 {2}；需要整数", "写整数，例如 0 或 -1"),
  COMPARISON_PLACE(
      "comparison \"{0}\" {at}: only where(...) takes one",
      "write where(x > 0, a, b) for a where x > 0, b elsewhere; assign with one =",
      "{at}有比较 “{0}”：只有 where(...) 接受比较",
      "写成 where(x > 0, a, b)：x > 0 处取 a，其余取 b；赋值用一个 ="),
  COMPARISON_CHAIN(
      "second comparison \"{0}\" {at}",
      "nest them, as in where(a < b, where(b < c, x, y), y)",
      "{at}有第二个比较 “{0}”",
      "把它们嵌套，例如 where(a < b, where(b < c, x, y), y)"),
  CONDITION(
      "where {at} needs a comparison first",
      "write where(x > 0, a, b)",
      "{at}的 where 首先需要一个比较",
      "写成 where(x > 0, a, b)"),

  // ---------------------------------------------------------------- literals
  LITERAL_EMPTY(
      "\"{0}\" {at}: a literal holds one number at least",
      "write [1, 2] for a vector, [[1, 2], [3, 4]] for a matrix",
      "{at}的 “{0}”：至少要有一个数",
      "向量写 [1, 2]，矩阵写 [[1, 2], [3, 4]]"),
  LITERAL_COMMA(
      "no comma between \"{1}\" and \"{0}\" {at}",
      "write {2}, {3} for two numbers of a row",
      "{at}的 “{1}” 和 “{0}” 之间没有逗号",
      "同一行的两个数写成 {2}, {3}"),
  LITERAL_NAME(
      "\"{0}\" {at} stands in a literal, which holds numbers alone",
      "write the number; join named vectors with concat(a, b)",
      "{at}的 “{0}” 位于矩阵中，矩阵只能含数",
      "写出数；具名的向量用 concat(a, b) 连接"),
  LITERAL_MIXED(
      "\"{0}\" {at}: rows and single numbers stand side by side",
      "write each row in brackets of its own, as in [[1, 2], [3, 4]]",
      "{at}的 “{0}”：行与单个数混在一起",
      "每一行各用方括号，例如 [[1, 2], [3, 4]]"),
  LITERAL_RAGGED(
      "row {at} is {0}, the first is {1}; rows are of equal length",
      "fill the shorter rows", "{at}的行是 {0}，第一行是 {1}；各行长度必须相同", "补齐较短的行"),
  LITERAL_DEEP(
      "\"{0}\" {at}: a literal has at most {1} levels",
      "write a vector and shape it with reshape(x, sizes)",
      "{at}的 “{0}”：最多 {1} 层",
      "写成向量，再用 reshape(x, sizes) 改变形状"),

  // ---------------------------------------------------------------- values
  VALUES_MISSING(
      "no value for {0}; the first is used {at}", "give {1}", "没有给出 {0} 的值；第一个用在{at}", "给出 {1}"),
  FIT_ELEMENTS(
      "\"{0}\" {at} does not take {1}: {2}",
      "sizes counted from the last must be equal or 1",
      "{at}的 “{0}” 不能作用于 {1}",
      "从最后一维数起，大小必须相等或为 1"),
  FIT_PRODUCT(
      "\"{0}\" {at} does not take {1}: {2}",
      "the left needs as many columns as the right has rows; W' transposes, * is element by"
          + " element",
      "{at}的 “{0}” 不能作用于 {1}",
      "左边的列数要等于右边的行数；W' 表示转置，* 是逐元素相乘"),
  FIT_FUNCTION(
      "\"{0}\" {at} does not take {1}: {2}",
      "write {3}, with arguments whose sizes fit", "{at}的 “{0}” 不能作用于 {1}", "写成 {3}，参数的大小要合适"),
  ASSIGNMENT_UNNAMED("no name for the value {at}", "write it as x=-2", "{at}的值没有名称", "写成 x=-2"),
  ASSIGNMENT_NAME(
      "the value of \"{0}\" {at} is no number",
      "write numbers alone, as in x=-2 or W=[[1, 2], [3, 4]]",
      "{at}处 “{0}” 的值不是数",
      "只写数，例如 x=-2 或 W=[[1, 2], [3, 4]]"),
  ASSIGNMENT_INFINITE(
      "the value of \"{0}\" {at} is {1}; values are finite",
      "no gradient exists there; write what becomes infinite into the expression, as in 1 / x",
      "{at}处 “{0}” 的值是 {1}；值必须有限",
      "那里没有梯度；把变为无穷的部分写进表达式，例如 1 / x");

  private static final int LONGEST_SHOWN = 40;

  private final String fact;
  private final String fix;
  private final String chineseFact;
  private final String chineseFix;

  Problem(String fact, String fix, String chineseFact, String chineseFix) {
    this.fact = fact;
    this.fix = fix;
    this.chineseFact = chineseFact;
    this.chineseFix = chineseFix;
  }

  /** The name by which programs know it. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The error at the start of a span, with pieces of the text in it. */
  NotationException at(SourceText source, Span span, String... arguments) {
    NotationException.Place place = source.place(span.start());
    String english = "at line " + place.line() + ", column " + place.column();
    String chinese = "第 " + place.line() + " 行第 " + place.column() + " 列";
    return new NotationException(
        code(),
        place,
        new Wording("notation: " + fill(fact, english, arguments), fill(fix, english, arguments)),
        new Wording(
            "表达式：" + fill(chineseFact, chinese, arguments), fill(chineseFix, chinese, arguments)));
  }

  private static String fill(String template, String place, String... arguments) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      String key = template.substring(open + 1, close);
      text.append(template, from, open);
      text.append(key.equals("at") ? place : printable(arguments[Integer.parseInt(key)]));
      from = close + 1;
    }
    return text.append(template, from, template.length()).toString();
  }

  /** A piece of the text, cut if it is long. */
  static String shown(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST_SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "...";
  }

  /** On one line, and leaving alone what is around it. */
  private static String printable(String text) {
    return text.codePoints().mapToObj(Excerpt::cell).collect(Collectors.joining());
  }
}
