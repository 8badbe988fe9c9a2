/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The extensions to inline text are written into the text itself, as noncharacters of Unicode
 * (U+FDD0 to U+FDEF), which no text may hold and which libcmark passes on as letters. A document
 * that does hold them gets U+FFFD in their place before anything else happens.
 *
 * Marks come in pairs inside the text of one parent node, so that what is written for them nests.
 * Protected characters stand for themselves and keep libcmark from seeing markup in them: "_" in
 * an address, "~" after a backslash.
 *
 * Whether "*" opens or closes is told by the characters beside it, and a mark is a letter to
 * libcmark. Where it stands for punctuation, a pad is put between: one character, told by its mark
 * and dropped with it. */
typedef enum
{
  GALLEY_MARK_LINK_START, /* of a bare address */
  GALLEY_MARK_LINK_END,
  GALLEY_MARK_DELETED_START, /* ~~ */
  GALLEY_MARK_DELETED_END,
  GALLEY_MARK_NOTE_START, /* around the number of a reference to a note */
  GALLEY_MARK_NOTE_END,
  GALLEY_MARK_TASK, /* an open task at the start of a list item */
  GALLEY_MARK_TASK_DONE,
  GALLEY_MARK_CELL,      /* before the text of a table's cell */
  GALLEY_MARK_PAD,       /* before a pad, which stands where libcmark is to see punctuation */
  GALLEY_MARK_PADDED,    /* after one */
  GALLEY_MARK_PROTECTED, /* the first of the protected characters */
} GalleyMark;

/* In the order of their marks. */
#define GALLEY_PROTECTED_CHARACTERS "_*~&\\\"'-.![]^@{"

#define GALLEY_MARK_BYTES 3
#define GALLEY_PAD ','

/* Whether a mark begins at @text, which is nul-terminated or followed by two bytes. */
#define galley_mark_is_at(text)                                                                    \
  ((guchar) (text)[0] == 0xEF && (guchar) (text)[1] == 0xB7 && (guchar) (text)[2] >= 0x90 &&       \
   (guchar) (text)[2] <= 0xAF)
#define galley_mark_at(text) ((guint) ((guchar) (text)[2] - 0x90))

void galley_mark_append (GString *out, guint mark);
void galley_mark_append_protected (GString *out, char c);
char galley_mark_get_protected (guint mark);
gboolean galley_text_has_marks (const char *text);
