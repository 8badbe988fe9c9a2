/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The fixed words of a published site, in the site's own language. Not gettext: what is published
 * must not depend on the locale of the machine that exports it. */
typedef struct _GalleyLanguage GalleyLanguage;

/* Those that templates get as text.NAME. */
#define GALLEY_TEMPLATE_WORDS(X)                                                                   \
  X (home)                                                                                         \
  X (archive)                                                                                      \
  X (tags)                                                                                         \
  X (all_series)                                                                                   \
  X (answers)                                                                                      \
  X (map)                                                                                          \
  X (menu)                                                                                         \
  X (feed)                                                                                         \
  X (skip)                                                                                         \
  X (latest_stories)                                                                               \
  X (more)                                                                                         \
  X (older)                                                                                        \
  X (newer)                                                                                        \
  X (related)                                                                                      \
  X (related_links)                                                                                \
  X (contents)                                                                                     \
  X (comments)                                                                                     \
  X (no_posts)                                                                                     \
  X (not_found)                                                                                    \
  X (not_found_text)                                                                               \
  X (updated)                                                                                      \
  X (draft)                                                                                        \
  X (author)                                                                                       \
  X (question)                                                                                     \
  X (answer)                                                                                       \
  X (in_reply_to)                                                                                  \
  X (permalink)                                                                                    \
  X (reply)                                                                                        \
  X (in_series)                                                                                    \
  X (previous_post)                                                                                \
  X (next_post)                                                                                    \
  X (leave_comment)                                                                                \
  X (write_mail)                                                                                   \
  X (form_name)                                                                                    \
  X (form_email)                                                                                   \
  X (form_place)                                                                                   \
  X (form_url)                                                                                     \
  X (form_body)                                                                                    \
  X (form_question)                                                                                \
  X (form_send)                                                                                    \
  X (form_note)                                                                                    \
  X (honeypot)                                                                                     \
  X (published_with)                                                                               \
  X (pages)                                                                                        \
  X (places)

/* Those with something to fill in: {n}, {of}, {name}, {place}, {title}; what stands in [] of the
 * last two is a link. */
#define GALLEY_SENTENCES(X)                                                                        \
  X (posted_by)                                                                                    \
  X (writes)                                                                                       \
  X (writes_in)                                                                                    \
  X (part)                                                                                         \
  X (page)                                                                                         \
  X (reading)                                                                                      \
  X (moved)                                                                                        \
  X (comments_on)                                                                                  \
  X (regarding)                                                                                    \
  X (previous_entry)                                                                               \
  X (next_entry)

typedef enum
{
#define X(name) GALLEY_WORD_##name,
  GALLEY_TEMPLATE_WORDS (X) GALLEY_SENTENCES (X)
#undef X
      GALLEY_N_WORDS
} GalleyWord;

typedef enum
{
  GALLEY_COUNT_COMMENTS,
  GALLEY_COUNT_POSTS,
  GALLEY_N_COUNTS
} GalleyCount;

const GalleyLanguage *galley_language_find (const char *tag);
gboolean galley_language_is_right_to_left (const char *tag);
const char *galley_word (const GalleyLanguage *language, GalleyWord word);
char *
galley_sentence (const GalleyLanguage *language, GalleyWord sentence, ...) G_GNUC_NULL_TERMINATED;
char *galley_sentence_fill (const char *pattern, const char *key, const char *value);
char *galley_count_text (const GalleyLanguage *language, GalleyCount count, guint n);
char *galley_date_text (const GalleyLanguage *language, GDateTime *date);
const char *galley_month_name (const GalleyLanguage *language, int month);
