/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "galley-record.h"

/* The posts of one source by what links between them may call them. */
typedef struct _GalleyRecordIndex GalleyRecordIndex;

GalleyRecordIndex *galley_record_index_new (void);
void galley_record_index_free (GalleyRecordIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyRecordIndex, galley_record_index_free)
void
galley_record_index_add (GalleyRecordIndex *index, const GalleyPostRecord *post, gpointer item);
gpointer galley_record_index_find (GalleyRecordIndex *index, const char *from, const char *address);
