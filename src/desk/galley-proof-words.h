/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

void galley_proof_words_check (
    const char *visible,
    void (*found) (const char *rule, const char *text, const char *what, gpointer user_data),
    gpointer user_data);
