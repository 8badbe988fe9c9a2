/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <string.h>

#include "galley-rules.h"

/* The first line is a word of a rule, the rest a comment. A rule finds in a text what the text
 * holds, and says the same of it in whatever case. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *bytes = g_strndup ((const char *) data, size);
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  char *text = strchr (valid, '\n');
  g_autofree char *lower = NULL;

  if (text != NULL)
    *text++ = '\0';
  else
    text = valid + strlen (valid);
  lower = g_ascii_strdown (text, -1);
  g_assert (galley_rule_count_links (text) == galley_rule_count_links (lower));
  g_assert (galley_rule_has_word (text, valid) == galley_rule_has_word (lower, valid));
  return 0;
}
