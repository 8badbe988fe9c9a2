/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-comment.h"

/* Finds out of the subject of a mail which post it is about. */
typedef struct _GalleySubjectMatcher GalleySubjectMatcher;

GalleySubjectMatcher *galley_subject_matcher_new (GalleyProject *project, GError **error);
void galley_subject_matcher_free (GalleySubjectMatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleySubjectMatcher, galley_subject_matcher_free)
gint64 galley_subject_matcher_find_title (GalleySubjectMatcher *self, const char *subject);
GalleyComment *galley_subject_matcher_find_parent (GalleySubjectMatcher *self, const char *subject);
