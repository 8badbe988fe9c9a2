/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-title-words.h"

#include <string.h>

/* Shorter words say little; what is longer is told by its beginning. */
#define SHORTEST 5
#define LONGEST 24

/* Words of that length that stand in any title, in the languages that Galley speaks. */
static const char *const common[] = {
  "about",
  "after",
  "again",
  "against",
  "among",
  "another",
  "around",
  "because",
  "before",
  "being",
  "between",
  "could",
  "every",
  "first",
  "from",
  "great",
  "makes",
  "other",
  "should",
  "since",
  "still",
  "their",
  "there",
  "these",
  "thing",
  "things",
  "those",
  "three",
  "through",
  "today",
  "under",
  "update",
  "using",
  "where",
  "which",
  "while",
  "without",
  "would",
  "years",
  "nicht",
  "einen",
  "einer",
  "eines",
  "durch",
  "gegen",
  "haben",
  "heute",
  "keine",
  "nach",
  "neue",
  "neuen",
  "ohne",
  "sich",
  "unser",
  "unsere",
  "unter",
  "werden",
  "wieder",
  "zwischen",
  "avant",
  "avoir",
  "apr\xc3\xa8s",
  "autre",
  "cette",
  "comme",
  "contre",
  "depuis",
  "encore",
  "entre",
  "leurs",
  "notre",
  "quand",
  "toute",
  "toutes",
  "votre",
  "\xd0\xb1\xd0\xbe\xd0\xbb\xd0\xb5\xd0\xb5",
  "\xd0\xba\xd0\xbe\xd0\xb3\xd0\xb4\xd0\xb0",
  "\xd0\xbf\xd0\xbe\xd1\x81\xd0\xbb\xd0\xb5",
  "\xd1\x87\xd1\x82\xd0\xbe\xd0\xb1\xd1\x8b",
};

typedef struct
{
  gunichar letters[LONGEST];
  guint length;
} Word;

static gboolean
is_common (const Word *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (common); i++)
    {
      const char *p = common[i];
      guint k = 0;

      while (k < word->length && *p != '\0' && g_utf8_get_char (p) == word->letters[k])
        {
          p = g_utf8_next_char (p);
          k++;
        }
      if (k == word->length && *p == '\0')
        return TRUE;
    }
  return FALSE;
}

/* FNV-1a over the letters, in 31 bits; never 0. */
static guint32
hash (const Word *word)
{
  guint32 value = 2166136261u;

  for (guint i = 0; i < word->length; i++)
    {
      value = (value ^ (word->letters[i] & 0xff)) * 16777619u;
      value = (value ^ (word->letters[i] >> 8)) * 16777619u;
    }
  value &= 0x7fffffff;
  return value != 0 ? value : 1;
}

static guint
add_word (const Word *word, guint32 *words, guint n)
{
  guint32 value;

  if (word->length < SHORTEST || is_common (word))
    return n;
  value = hash (word);
  for (guint i = 0; i < n; i++)
    if (words[i] == value)
      return n;
  words[n] = value;
  return n + 1;
}

/* The first words of @title that say something, in small letters whatever the locale. */
static void
find_words (const char *title, guint32 words[GALLEY_TITLE_WORDS])
{
  Word word = { { 0 }, 0 };
  guint n = 0;

  memset (words, 0, GALLEY_TITLE_WORDS * sizeof *words);
  for (const char *p = title; n < GALLEY_TITLE_WORDS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_letter = c < 0x80 ? g_ascii_isalpha (c) : g_unichar_isalpha (c);

      if (is_letter && word.length < LONGEST)
        word.letters[word.length++] =
            c < 0x80 ? (gunichar) g_ascii_tolower (c) : g_unichar_tolower (c);
      if (!is_letter)
        {
          n = add_word (&word, words, n);
          word.length = 0;
        }
      if (c == 0)
        break;
    }
}

/**
 * galley_title_words_get:
 * @entry: a post
 * @words: (out): hashes of the first words of its title that say something; 0 where there are fewer
 *
 * Any thread. Several may find the same at once, and write the same: the second half is written
 * last, and is never 0 then.
 *
 * Returns: whether there are any
 */
gboolean
galley_title_words_get (GalleyEntry *entry, guint32 words[GALLEY_TITLE_WORDS])
{
  const guint64 known = (guint64) 1 << 63;
  guint64 second = __atomic_load_n (&entry->title_words[1], __ATOMIC_ACQUIRE);

  if (second == 0)
    {
      guint64 first;

      find_words (entry->post->title, words);
      first = words[0] | (guint64) words[1] << 32;
      second = words[2] | (guint64) words[3] << 32 | known;
      __atomic_store_n (&entry->title_words[0], first, __ATOMIC_RELAXED);
      __atomic_store_n (&entry->title_words[1], second, __ATOMIC_RELEASE);
    }
  words[0] = (guint32) __atomic_load_n (&entry->title_words[0], __ATOMIC_RELAXED);
  words[1] = (guint32) (__atomic_load_n (&entry->title_words[0], __ATOMIC_RELAXED) >> 32);
  words[2] = (guint32) second;
  words[3] = (guint32) ((second & ~known) >> 32);
  return words[0] != 0;
}

/**
 * galley_title_words_share:
 * @words: what galley_title_words_get() gave of a post
 * @other: another post
 *
 * Any thread.
 *
 * Returns: which of @words the title of @other has: one bit each
 */
guint8
galley_title_words_share (const guint32 words[GALLEY_TITLE_WORDS], GalleyEntry *other)
{
  guint32 theirs[GALLEY_TITLE_WORDS];
  guint8 shared = 0;

  if (!galley_title_words_get (other, theirs))
    return 0;
  for (guint i = 0; i < GALLEY_TITLE_WORDS && words[i] != 0; i++)
    for (guint k = 0; k < GALLEY_TITLE_WORDS; k++)
      if (words[i] == theirs[k])
        shared |= (guint8) (1u << i);
  return shared;
}
