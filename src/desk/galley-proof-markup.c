/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For memmem(). */
#define _GNU_SOURCE
#include "galley-proof-markup.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-proof-words.h"

/* What was meant for a program and is read by people. */
typedef struct
{
  const char *rule;
  const char *needs; /* a text without any of these letters has none; saves the time to look */
  gboolean of_brackets;
  const char *pattern;
  const char *what; /* with %s for what stands there */
} Pattern;

static const Pattern patterns[] = {
  { "shortcode", "{", FALSE, "\\{\\{[^{}\\f]{0,500}\\}\\}|\\{%[^{}\\f]{0,500}%\\}",
    N_ ("“%s” is a shortcode of another program, and is shown as it stands") },
  { "shortcode", "[", TRUE,
    "\\[/?(?:caption|gallery|audio|video|embed|playlist|youtube|vimeo|soundcloud|instagram|twitter|"
    "sourcecode|code|contact-form(?:-7)?|wp_\\w+|su_\\w+|vc_\\w+|et_pb_\\w+)(?=[\\s\\]])"
    "[^\\]\\f]{0,500}\\]",
    N_ ("“%s” is a shortcode of another program, and is shown as it stands") },
  { "attributes", "{", FALSE, "(?<!\\{)\\{(?::[^{}\\f]{0,200}|[#.][\\w-][^{}\\f]{0,200})\\}(?!\\})",
    N_ ("“%s” is meant for another program, and is shown as it stands") },
  { "wiki-link", "[", TRUE, "!?\\[\\[[^\\[\\]\\f]{1,500}\\]\\]",
    N_ ("“%s” is a link of a wiki, and is shown as it stands; write [text](address)") },
  { "broken-link", "[", TRUE, "!?\\[[^\\[\\]\\f]{0,500}\\]\\([^(){}\\f]{0,500}\\)",
    N_ ("“%s” is shown as it stands: an address of a link has no spaces, and Markdown is not read "
        "in HTML") },
  { "missing-definition", "[", TRUE,
    "(?<!\\w)!?\\[[^\\[\\]^\\f][^\\[\\]\\f]{0,500}\\]\\[[^\\[\\]\\f]{0,500}\\]",
    N_ ("“%s” is no link: nothing says where it leads") },
  { "missing-footnote", "[", TRUE, "\\[\\^[^\\[\\]\\s]{1,200}\\]",
    N_ ("“%s” is no footnote: its text is missing") },
  { "local-path", "/", FALSE,
    "file:/[^\\s\\f]{1,500}|(?<![\\w/:.~-])/(?:home|Users)/[^/\\s\\f]{1,100}/[^\\s\\f]{0,500}",
    N_ ("“%s” is a place on the author's computer") },
  { "local-path", "\\", FALSE, "\\b[A-Za-z]:\\\\[^\\s\\f]{1,500}",
    N_ ("“%s” is a place on the author's computer") },
};

static GRegex *
get_regex (guint i)
{
  static gsize made;
  static GRegex *regexes[G_N_ELEMENTS (patterns)];

  if (g_once_init_enter (&made))
    {
      for (guint n = 0; n < G_N_ELEMENTS (patterns); n++)
        regexes[n] =
            g_regex_new (patterns[n].pattern, G_REGEX_OPTIMIZE | G_REGEX_CASELESS, 0, NULL);
      g_once_init_leave (&made, 1);
    }
  return regexes[i];
}

/* Brackets that the author took their meaning from are no mistake. */
static gboolean
has_escaped_bracket (const char *source, gsize length)
{
  return memmem (source, length, "\\[", 2) != NULL || memmem (source, length, "\\]", 2) != NULL;
}

/**
 * galley_proof_markup_check:
 * @visible: what is read of a block, with GALLEY_PROOF_OBJECT for what is no text, and
 *   GALLEY_PROOF_BREAK between its parts
 * @source: the Markdown of the block
 * @source_length: bytes
 * @found: called for each finding
 * @user_data: for @found
 *
 * Looks for what readers should not see: marks that Markdown did not take for ones, other programs'
 * shortcodes, places on the author's computer, a word that stands twice.
 */
void
galley_proof_markup_check (const char *visible,
                           const char *source,
                           gsize source_length,
                           GalleyProofMarkupFunc found,
                           gpointer user_data)
{
  gboolean is_escaped = has_escaped_bracket (source, source_length);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (strpbrk (visible, patterns[i].needs) == NULL || (patterns[i].of_brackets && is_escaped))
        continue;
      for (g_regex_match (get_regex (i), visible, 0, &match); g_match_info_matches (match);
           g_match_info_next (match, NULL))
        {
          g_autofree char *text = g_match_info_fetch (match, 0);
          g_autofree char *what = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          what = g_strdup_printf (_ (patterns[i].what), text);
#pragma GCC diagnostic pop
          found (patterns[i].rule, text, what, user_data);
        }
    }
  galley_proof_words_check (visible, found, user_data);
}
