import { BadgeCheck, FileText, type IconNode, Megaphone, ReceiptText, ShieldCheck } from 'lucide';
import type { DocumentKind } from '#shared/contract/fields.ts';

export const kindIcons: Readonly<Record<DocumentKind, IconNode>> = {
  policy: ShieldCheck,
  invoice: ReceiptText,
  certificate: BadgeCheck,
  notice: Megaphone,
  other: FileText,
};
