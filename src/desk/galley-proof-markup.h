/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What stands in a text for code and pictures, and between two paragraphs, cells or items. */
#define GALLEY_PROOF_OBJECT "\xEF\xBF\xBC"
#define GALLEY_PROOF_BREAK "\f"

/**
 * GalleyProofMarkupFunc:
 * @rule: which check found it
 * @text: what it is about as readers see it
 * @what: the sentence
 * @user_data: what the caller gave
 */
typedef void (*GalleyProofMarkupFunc) (const char *rule,
                                       const char *text,
                                       const char *what,
                                       gpointer user_data);

void galley_proof_markup_check (const char *visible,
                                const char *source,
                                gsize source_length,
                                GalleyProofMarkupFunc found,
                                gpointer user_data);
