// SPDX-License-Identifier: Apache-2.0
/** The one family of errors: each states a fact, the place and the remedy. */
package chainrule.error;
