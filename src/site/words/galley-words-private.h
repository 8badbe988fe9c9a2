/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-words.h"

struct _GalleyLanguage
{
  const char *tag;         /* the primary subtag of BCP 47 */
  const char *date_format; /* {day}, {month}, {year} */
  const char *months[12];
  const char *words[GALLEY_N_WORDS]; /* NULL: as in English */
  /* Which of the forms goes with a number, and the forms, with {n}. */
  guint (*plural) (guint n);
  const char *counts[GALLEY_N_COUNTS][3];
};

extern const GalleyLanguage galley_language_en;
extern const GalleyLanguage galley_language_de;
extern const GalleyLanguage galley_language_fr;
extern const GalleyLanguage galley_language_ru;
extern const GalleyLanguage galley_language_ar;
