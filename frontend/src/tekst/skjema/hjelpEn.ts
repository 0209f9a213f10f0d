import type { Hjelpetekster } from './hjelpNb';

export const hjelpEn: Hjelpetekster = {
  stikkord: {
    privat: {
      tittel: 'What can I write about?',
      punkter: [
        'What have you seen or heard?',
        'When did it happen, and how often?',
        'Who was there, and who said what?',
        'What has the child said or done?',
        'What is going on now? Is anything about to happen?',
        'How long have you been worried?',
        'Does anyone else know? Have you talked to the family?',
      ],
    },
    melding: {
      tittel: 'What can I write about the concern?',
      punkter: [
        'What have you seen or heard, and when?',
        'How often? Is it one event, or something that keeps happening?',
        'What has the child said, in the child’s own words, and to whom?',
        'Who else has seen the same?',
        'What is going on now? Is anything urgent?',
        'What have you seen, and what do you believe? Keep them apart.',
      ],
    },
    historie: {
      tittel: 'What can I write about the background?',
      punkter: [
        'How long has it lasted? Has it become worse or better?',
        'What have you tried, for how long, and how did it go?',
        'Who has talked to the child or the parents about it, and when?',
        'Has anyone helped the family before?',
      ],
    },
    andreSynspunkter: {
      tittel: 'What can I write about what they say themselves?',
      punkter: [
        'What does the child want?',
        'What do the parents say about what worries you?',
        'Who said what, and when?',
        'Is there anyone you have not asked? You may say why.',
      ],
    },
  },
  stikkordSlutt: 'You need not answer all of it. What you have written in the field stays there.',

  vold: {
    PRIVAT:
      'You need not be sure. Do not raise it with the parents, or with the one you think is doing it, before you have reported. Do not question the child. It may make things more dangerous for the child.',
    OFFENTLIG:
      'What you have ticked may be violence or abuse. Then you should not tell the guardians first. The police and the child welfare service decide when they are told.',
  },
  ring: 'If the child is in danger now, call 112. If it is urgent otherwise, call the police at 02800.',
};
